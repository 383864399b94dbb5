import multiprocessing as mp
import threading

lock, r = mp.Lock(), mp.RLock()
log = []


def work():
    log.append(("lock", lock.acquire(block=False), str(lock)))
    log.append(("rlock", r.acquire(block=False), str(r)))
    lock.release()


with r:
    lock.acquire()
    t = threading.Thread(target=work, name="worker")
    t.start()
    t.join()
print(log, lock.acquire(block=False))
