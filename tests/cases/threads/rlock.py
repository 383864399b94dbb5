import threading

lock = threading.RLock()


def nested(depth):
    with lock:
        return 0 if depth == 0 else 1 + nested(depth - 1)


print(nested(10))
print(lock.acquire(), lock.acquire(), lock.acquire(blocking=False))
results = []
t = threading.Thread(target=lambda: results.append(lock.acquire(blocking=False)))
t.start()
t.join()
lock.release()
lock.release()
t = threading.Thread(target=lambda: results.append(lock.acquire(timeout=0.01)))
t.start()
t.join()
lock.release()
t = threading.Thread(target=lambda: (results.append(lock.acquire(timeout=1)), lock.release()))
t.start()
t.join()
print(results)
try:
    lock.release()
except RuntimeError as error:
    print(error)
lock.acquire()


def wrong_owner():
    try:
        lock.release()
    except RuntimeError as error:
        print(error)


t = threading.Thread(target=wrong_owner)
t.start()
t.join()
print(repr(lock).split(" at ")[0].split(" owner=")[0], repr(lock).split(" count=")[1].split(" ")[0])
lock.release()
print(repr(lock).split(" at ")[0])
