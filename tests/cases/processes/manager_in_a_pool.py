import multiprocessing as mp


def work(job):
    shared, lock, n = job
    with lock:
        shared["total"] = shared.get("total", 0) + n
    return n


if __name__ == "__main__":
    with mp.Manager() as manager, mp.Pool(3) as pool:
        shared, lock = manager.dict(), manager.Lock()
        print(pool.map(work, [(shared, lock, n) for n in range(6)]), shared["total"], dict(shared))
