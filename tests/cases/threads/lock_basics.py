import threading

lock = threading.Lock()
print(lock.locked(), lock.acquire(), lock.locked())
print(lock.acquire(blocking=False), lock.acquire(False), lock.acquire(timeout=0.01), lock.acquire(True, 0.01))
lock.release()
print(lock.locked())
with lock as got:
    print("inside", got, lock.locked())
try:
    with lock:
        raise ValueError("released on the way out")
except ValueError as error:
    print(error, lock.locked())
try:
    lock.release()
except RuntimeError as error:
    print(error)
try:
    lock.acquire(False, 1)
except ValueError as error:
    print(error)
try:
    lock.acquire(timeout=-5)
except ValueError as error:
    print(error)
lock.acquire()
t = threading.Thread(target=lock.release)
t.start()
t.join()
print("released by another thread:", not lock.locked())
print(repr(lock).split(" at ")[0])
with lock:
    print(repr(lock).split(" at ")[0])
print(lock.acquire(blocking=True, timeout=-1))
