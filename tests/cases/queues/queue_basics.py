import queue

q = queue.Queue()
print(q.empty(), q.qsize(), q.full(), q.maxsize)
for item in (3, 1, 2):
    q.put(item)
print(q.qsize(), q.empty(), q.get(), q.get(), q.get(), q.empty())
try:
    q.get_nowait()
except queue.Empty as error:
    print("Empty", repr(error))
try:
    q.get(timeout=0.01)
except queue.Empty:
    print("Empty after timeout")
try:
    q.get(block=False)
except queue.Empty:
    print("Empty at once")
small = queue.Queue(maxsize=2)
small.put("a")
small.put_nowait("b")
print(small.full(), small.qsize())
for attempt in (lambda: small.put_nowait("c"), lambda: small.put("c", block=False), lambda: small.put("c", timeout=0.01), lambda: small.put("c", True, 0.01)):
    try:
        attempt()
    except queue.Full as error:
        print("Full", repr(error))
print(small.get_nowait(), small.get(True, 1))
for attempt in (lambda: q.get(timeout=-1), lambda: q.put(1, timeout=-1), lambda: [q.task_done() for _ in range(9)]):
    try:
        attempt()
    except ValueError as error:
        print(error)
print(issubclass(queue.Empty, Exception), issubclass(queue.Full, Exception), isinstance(queue.LifoQueue(), queue.Queue))
