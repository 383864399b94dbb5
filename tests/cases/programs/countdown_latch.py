import threading


class CountDownLatch:
    def __init__(self, count):
        self.count, self.condition = count, threading.Condition()

    def count_down(self):
        with self.condition:
            self.count -= 1
            if self.count == 0:
                self.condition.notify_all()

    def wait(self):
        with self.condition:
            while self.count > 0:
                self.condition.wait()


latch, log = CountDownLatch(3), []


def waiter():
    latch.wait()
    log.append("go")


def worker(n):
    log.append("work")
    latch.count_down()


threads = [threading.Thread(target=waiter) for _ in range(2)] + [threading.Thread(target=worker, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(log)
