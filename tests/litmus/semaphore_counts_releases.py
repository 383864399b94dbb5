# every = "ok"
import threading

semaphore = threading.Semaphore(0)
taken = []


def take():
    semaphore.acquire()
    taken.append(1)


def give():
    semaphore.release()


threads = [threading.Thread(target=f) for f in (take, give, take, give, take, give)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert len(taken) == 3 and not semaphore.acquire(blocking=False)
print("ok")
