# every = "ok"
import queue
import threading

q = queue.SimpleQueue()
got = []


def put(n):
    q.put(n)
    q.put(n + 10)


def get():
    got.append(q.get())
    got.append(q.get(timeout=5))


threads = [threading.Thread(target=put, args=(n,)) for n in range(3)] + [threading.Thread(target=get) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert sorted(got) == [0, 1, 2, 10, 11, 12] and q.empty()
print("ok")
