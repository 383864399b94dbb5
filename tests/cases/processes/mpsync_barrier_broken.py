import multiprocessing as mp
import threading


def wait(barrier, found):
    try:
        barrier.wait()
    except threading.BrokenBarrierError as error:
        found.put((type(error).__name__, barrier.broken))


barrier, found = mp.Barrier(2, timeout=0.05), mp.SimpleQueue()
p = mp.Process(target=wait, args=(barrier, found))
p.start()
p.join()
print(found.get(), barrier.broken)
try:
    barrier.wait()
except threading.BrokenBarrierError:
    print("still broken")
barrier.reset()
print(barrier.broken)
barrier = mp.Barrier(3)
waiters = [mp.Process(target=wait, args=(barrier, found)) for _ in range(2)]
for w in waiters:
    w.start()
while barrier.n_waiting < 2:
    pass
barrier.abort()
for w in waiters:
    w.join()
print(found.get(), found.get(), barrier.broken)
