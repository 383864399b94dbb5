import threading

lock = threading.Lock()


def numbers():
    n = 0
    while True:
        yield n
        n += 1


class Locked:
    def __init__(self, it):
        self.it, self.lock = it, threading.Lock()

    def __iter__(self):
        return self

    def __next__(self):
        with self.lock:
            return next(self.it)


source, got = Locked(numbers()), []


def take():
    for _ in range(25):
        got.append(next(source))


threads = [threading.Thread(target=take) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(got) == list(range(100)))
