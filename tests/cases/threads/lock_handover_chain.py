# A chain of locks: each thread waits for the one before it.
import threading

N = 8
locks = [threading.Lock() for _ in range(N + 1)]
order = []
for lock in locks[1:]:
    lock.acquire()


def link(n):
    locks[n].acquire()
    order.append(n)
    locks[n + 1].release()


threads = [threading.Thread(target=link, args=(n,)) for n in reversed(range(N))]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(order)
