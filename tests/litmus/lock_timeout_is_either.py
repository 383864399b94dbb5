# every = "ok"
import threading

lock = threading.Lock()
inside, outcomes = [], []


def work():
    got = lock.acquire(timeout=0.001)
    outcomes.append(got)
    if got:
        inside.append(1)
        assert len(inside) == 1
        inside.pop()
        lock.release()


threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert len(outcomes) == 4 and True in outcomes and not lock.locked()
print("ok")
