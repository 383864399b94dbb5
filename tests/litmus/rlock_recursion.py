# every = "ok"
import threading

lock = threading.RLock()
trace = []


def enter(n, depth):
    with lock:
        trace.append(n)
        if depth:
            enter(n, depth - 1)
        trace.append(n)


threads = [threading.Thread(target=enter, args=(n, 2)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
# Each thread had the lock from its first to its last entry.
assert all(len(set(trace[i:i + 6])) == 1 for i in (0, 6, 12)) and len(trace) == 18
assert lock.acquire(blocking=False)
print("ok")
