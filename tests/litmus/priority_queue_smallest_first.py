# every = "ok"
import queue
import threading

q = queue.PriorityQueue()
out = []
lock = threading.Lock()


def take():
    for _ in range(3):
        with lock:
            out.append(q.get())


def put(numbers):
    for n in numbers:
        q.put(n)


producers = [threading.Thread(target=put, args=(ns,)) for ns in ([5, 1, 3], [4, 0, 2])]
for t in producers:
    t.start()
for t in producers:
    t.join()
consumers = [threading.Thread(target=take) for _ in range(2)]
for t in consumers:
    t.start()
for t in consumers:
    t.join()
assert out == [0, 1, 2, 3, 4, 5]
print("ok")
