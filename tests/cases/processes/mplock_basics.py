import multiprocessing as mp
import time

lock = mp.Lock()
print(lock, lock.acquire(), lock, lock.acquire(False), lock.acquire(block=False), lock.acquire(timeout=0.02), lock.acquire(True, 0.01))
print(lock.release(), lock.acquire(timeout=1), lock.release())
try:
    lock.release()
except ValueError as error:
    print(error)
with lock as got:
    print(got, lock.acquire(block=False))
print(hasattr(lock, "locked"), type(lock).__name__)
lock.acquire()
started = time.monotonic()
print(lock.acquire(timeout=0.1), 0.09 < time.monotonic() - started < 1, lock.acquire(timeout=-1))
lock.release()
