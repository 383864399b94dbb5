from concurrent.futures import ProcessPoolExecutor
import time


def nap(n):
    time.sleep(0.05)
    return n


if __name__ == "__main__":
    pool = ProcessPoolExecutor(1)
    futures = [pool.submit(nap, n) for n in range(3)]
    pool.shutdown()
    print([f.result() for f in futures])
    pool = ProcessPoolExecutor(1)
    futures = [pool.submit(nap, n) for n in range(6)]
    pool.shutdown(cancel_futures=True)
    print(futures[0].result(), futures[-1].cancelled(), all(f.done() for f in futures))
    try:
        pool.submit(nap, 1)
    except RuntimeError as error:
        print(error)
