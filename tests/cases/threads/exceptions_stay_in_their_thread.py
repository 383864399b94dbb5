import sys
import threading

results = {}


def work(n):
    try:
        try:
            raise ValueError(n)
        finally:
            barrier.wait()
    except ValueError as error:
        results[n] = error.args[0], sys.exc_info()[1] is error
    results[n] += (sys.exc_info() == (None, None, None),)


barrier = threading.Barrier(4)
threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results.items()))


class Result(threading.Thread):
    def __init__(self, f):
        super().__init__()
        self.f, self.value, self.error = f, None, None

    def run(self):
        try:
            self.value = self.f()
        except Exception as error:
            self.error = error

    def get(self):
        self.join()
        if self.error:
            raise self.error
        return self.value


good, bad = Result(lambda: 6 * 7), Result(lambda: 1 / 0)
for r in (good, bad):
    r.start()
print(good.get())
try:
    bad.get()
except ZeroDivisionError as error:
    print("from the thread:", error)
