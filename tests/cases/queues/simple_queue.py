import queue
import threading

q = queue.SimpleQueue()
print(q.empty(), q.qsize())
q.put(1)
q.put(2, block=False)
q.put_nowait(3)
print(q.qsize(), q.get(), q.get_nowait(), q.get(timeout=1))
for attempt in (q.get_nowait, lambda: q.get(False), lambda: q.get(timeout=0.01)):
    try:
        attempt()
    except queue.Empty:
        print("Empty")
out = []
t = threading.Thread(target=lambda: out.extend(q.get() for _ in range(3)))
t.start()
for n in range(3):
    q.put(n * 10)
t.join()
print(out, hasattr(q, "task_done"))
