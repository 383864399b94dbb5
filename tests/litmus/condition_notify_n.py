# every = "ok"
# notify(2) wakes two of four waiters, no more and no fewer.
import threading

condition = threading.Condition()
waiting = 0
woken = []


def wait(n):
    global waiting
    with condition:
        waiting += 1
        arrived.release()
        condition.wait()
        woken.append(n)
        returned.release()


arrived, returned = threading.Semaphore(0), threading.Semaphore(0)
threads = [threading.Thread(target=wait, args=(n,)) for n in range(4)]
for t in threads:
    t.start()
for _ in threads:
    arrived.acquire()
with condition:
    assert waiting == 4
    condition.notify(2)
returned.acquire()
returned.acquire()
assert not returned.acquire(timeout=0.005) and len(woken) == 2
with condition:
    condition.notify_all()
for t in threads:
    t.join()
assert sorted(woken) == [0, 1, 2, 3]
print("ok")
