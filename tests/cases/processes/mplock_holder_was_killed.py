# exit = 3
# stderr = ["deadlock"]
import multiprocessing as mp
import time


def hold(lock, held):
    lock.acquire()
    held.set()
    time.sleep(30)


lock, held = mp.Lock(), mp.Event()
p = mp.Process(target=hold, args=(lock, held))
p.start()
held.wait()
p.kill()
p.join()
print("the holder is dead, the lock is not free:", lock.acquire(timeout=0.05), flush=True)
lock.acquire()
