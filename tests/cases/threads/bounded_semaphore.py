import threading

pool = threading.BoundedSemaphore(2)
print(pool.acquire(), pool.acquire(), pool.acquire(blocking=False))
pool.release()
pool.release()
try:
    pool.release()
except ValueError as error:
    print("ValueError:", error)
with pool:
    with pool:
        print(pool.acquire(timeout=0.01))
try:
    pool.release(3)
except ValueError as error:
    print("ValueError:", error)
print(isinstance(pool, threading.Semaphore))
order = []


def take(n):
    with pool:
        order.append(n)


threads = [threading.Thread(target=take, args=(n,)) for n in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(order))
