from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
import os
import time


def crash():
    os._exit(1)


def nap():
    time.sleep(0.2)


if __name__ == "__main__":
    pool = ProcessPoolExecutor(1)
    futures = [pool.submit(crash), pool.submit(nap)]
    for f in futures:
        try:
            f.result()
        except BrokenProcessPool as error:
            print(type(error).__name__, error)
    try:
        pool.submit(nap)
    except BrokenProcessPool as error:
        print(error)
    pool.shutdown()
    with ProcessPoolExecutor(1) as pool:
        print("a new one works:", pool.submit(abs, -4).result())
