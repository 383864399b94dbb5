# every = "ok"
# set() wakes all who wait at that moment, even when clear() follows at once.
import threading
import time

event = threading.Event()
passed = []


def wait(n):
    if event.wait(timeout=5):
        passed.append(n)


threads = [threading.Thread(target=wait, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
time.sleep(0.05)
event.set()
event.clear()
for t in threads:
    t.join()
assert sorted(passed) == [0, 1, 2] and not event.is_set()
print("ok")
