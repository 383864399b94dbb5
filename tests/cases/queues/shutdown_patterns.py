import queue
import threading

# One sentinel, handed on from worker to worker.
tasks, done = queue.Queue(), []


def worker():
    while True:
        item = tasks.get()
        if item is None:
            tasks.put(None)
            return
        done.append(item * 2)


threads = [threading.Thread(target=worker) for _ in range(3)]
for t in threads:
    t.start()
for n in range(10):
    tasks.put(n)
tasks.put(None)
for t in threads:
    t.join()
print(sorted(done), tasks.qsize(), tasks.get())

# iter() with a sentinel.
for item in iter(queue.Queue().get_nowait if False else (lambda source=iter("abc.def"): next(source)), "."):
    print(item, end=" ")
print()
stack = queue.LifoQueue()
for n in range(3):
    stack.put(n)
drained = []
while not stack.empty():
    drained.append(stack.get())
print(drained, stack.qsize())
