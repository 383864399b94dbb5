import threading


class Repeat(threading.Thread):
    def __init__(self, interval, function):
        super().__init__()
        self.interval, self.function = interval, function
        self.stopped = threading.Event()

    def run(self):
        while not self.stopped.wait(self.interval):
            self.function()

    def cancel(self):
        self.stopped.set()


ticks = []
enough = threading.Event()


def tick():
    ticks.append(len(ticks))
    if len(ticks) == 3:
        enough.set()


r = Repeat(0.005, tick)
r.start()
enough.wait()
r.cancel()
r.join()
print(ticks[:3], r.is_alive())


def chain(n):
    if n:
        chained.append(n)
        threading.Timer(0.002, chain, [n - 1]).start()
    else:
        finished.set()


chained, finished = [], threading.Event()
chain(4)
finished.wait()
print(chained)
