import multiprocessing as mp
import time


def slow(n):
    time.sleep(0.01)
    return n + 1


if __name__ == "__main__":
    pool = mp.Pool(2)
    results = [pool.apply_async(slow, (n,)) for n in range(6)]
    pool.close()
    pool.join()
    print([r.ready() for r in results], [r.get() for r in results])
