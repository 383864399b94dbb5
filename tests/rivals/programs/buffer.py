import sys
import threading

n, m = int(sys.argv[1]), int(sys.argv[2])
lock = threading.Lock()
filled, emptied = threading.Condition(lock), threading.Condition(lock)
items = []


def produce():
    for item in range(m):
        with lock:
            while len(items) == 1:
                emptied.wait()
            items.append(item)
            filled.notify()


def consume():
    for _ in range(m):
        with lock:
            while not items:
                filled.wait()
            items.pop()
            emptied.notify()


threads = [threading.Thread(target=f) for f in [produce] * n + [consume] * n]
for t in threads: t.start()
for t in threads: t.join()
