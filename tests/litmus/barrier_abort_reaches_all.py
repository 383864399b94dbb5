# every = "ok"
import threading

barrier = threading.Barrier(3)
broken = []


def wait():
    try:
        barrier.wait()
    except threading.BrokenBarrierError:
        broken.append(1)


threads = [threading.Thread(target=wait) for _ in range(2)]
threads.append(threading.Thread(target=barrier.abort))
for t in threads:
    t.start()
for t in threads:
    t.join()
assert len(broken) == 2 and barrier.broken
print("ok")
