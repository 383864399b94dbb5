import multiprocessing as mp


def work():
    print("child", lock, lock.acquire(timeout=0.03))
    lock.release()
    print("child released what the parent holds", lock.acquire(block=False), lock)
    held.set()
    go.wait()


lock, held, go = mp.Lock(), mp.Event(), mp.Event()
lock.acquire()
p = mp.Process(target=work)
p.start()
held.wait()
print("parent", lock, lock.acquire(block=False))
go.set()
p.join()
print("the child ended with the lock held", lock.acquire(timeout=0.03))
lock.release()
print(lock.acquire(timeout=0.03))
