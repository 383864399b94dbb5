# every = "ok"
import queue
import threading

q = queue.Queue(maxsize=2)
sizes = []


def produce():
    for n in range(4):
        q.put(n)
        sizes.append(q.qsize())


def consume():
    for _ in range(4):
        q.get()
        sizes.append(q.qsize())


threads = [threading.Thread(target=f) for f in (produce, consume, produce, consume)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert 0 <= min(sizes) and max(sizes) <= 2 and q.qsize() == 0
print("ok")
