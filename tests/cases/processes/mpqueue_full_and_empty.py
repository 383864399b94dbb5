import multiprocessing as mp
import queue
import time

q = mp.Queue(maxsize=2)
q.put("a")
q.put("b", timeout=1)
print(q.full(), q.qsize())
for call in (lambda: q.put_nowait("c"), lambda: q.put("c", False), lambda: q.put("c", timeout=0.03), lambda: q.put("c", True, 0.01)):
    try:
        call()
    except queue.Full as error:
        print("Full", repr(error), error.args)
print(q.get(), q.get(timeout=1), q.full(), q.qsize())
for call in (q.get_nowait, lambda: q.get(False), lambda: q.get(timeout=0.03), lambda: q.get(True, 0), lambda: q.get(block=False)):
    try:
        call()
    except queue.Empty as error:
        print("Empty", repr(error))
started = time.monotonic()
try:
    q.get(timeout=0.1)
except queue.Empty:
    print(0.09 < time.monotonic() - started < 1)
print(q.empty(), type(q).__name__, type(mp.SimpleQueue()).__name__)
