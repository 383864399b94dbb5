import multiprocessing as mp
import time


def rescue(lock):
    time.sleep(0.05)
    lock.release()


lock = mp.Lock()
lock.acquire()
p = mp.Process(target=rescue, args=(lock,), daemon=True)
p.start()
lock.acquire()
print("rescued by a process that was asleep")
p.join()
