import threading
import time

fired = []
done = threading.Event()


def ring(text, times=1):
    fired.extend([text] * times)
    done.set()


t = threading.Timer(0.02, ring, args=("bell",), kwargs={"times": 2})
print(t.is_alive(), fired, isinstance(t, threading.Thread), t.interval)
start = time.monotonic()
t.start()
done.wait()
t.join()
print(fired, time.monotonic() - start >= 0.02, t.is_alive())
cancelled = threading.Timer(5, ring, ["never"])
cancelled.start()
print(cancelled.is_alive())
cancelled.cancel()
cancelled.join()
print(fired, cancelled.is_alive(), cancelled.finished.is_set())
early = threading.Timer(0.01, ring, ["never"])
early.cancel()
early.start()
early.join()
print(fired)
order = []
timers = [threading.Timer(delay, order.append, [delay]) for delay in (0.09, 0.01, 0.05)]
for t in timers:
    t.start()
for t in timers:
    t.join()
print(order)
late = threading.Timer(0.01, print, ["printed while main has ended"])
late.start()
