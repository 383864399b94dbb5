import queue
import threading


class Producer(threading.Thread):
    def __init__(self, q, start, count):
        super().__init__()
        self.q, self.first, self.count = q, start, count

    def run(self):
        for n in range(self.first, self.first + self.count):
            self.q.put(n)


class Consumer(threading.Thread):
    def __init__(self, q):
        super().__init__()
        self.q, self.got = q, []

    def run(self):
        while (item := self.q.get()) is not None:
            self.got.append(item)


q = queue.Queue(maxsize=4)
producers = [Producer(q, start, 25) for start in (0, 100, 200)]
consumers = [Consumer(q) for _ in range(2)]
for t in producers + consumers:
    t.start()
for t in producers:
    t.join()
for _ in consumers:
    q.put(None)
for t in consumers:
    t.join()
everything = sorted(x for c in consumers for x in c.got)
print(everything == sorted([*range(25), *range(100, 125), *range(200, 225)]), q.qsize())
for c in consumers:
    for start in (0, 100, 200):
        mine = [x for x in c.got if start <= x < start + 25]
        print(mine == sorted(mine), end=" ")
print()
