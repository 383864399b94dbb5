# title_en = "A pool of processes"
# title_zh = "进程池"
import os
import time
from multiprocessing import Pool


def is_prime(n):
    time.sleep(0.02)
    return n > 1 and all(n % d for d in range(2, int(n ** 0.5) + 1))


def who(_):
    time.sleep(0.02)
    return os.getpid()


if __name__ == "__main__":
    numbers = range(90, 110)
    started = time.perf_counter()
    with Pool(4) as pool:
        answers = pool.map(is_prime, numbers)
        workers = set(pool.map(who, range(12), chunksize=1))
    print("primes:", [n for n, prime in zip(numbers, answers) if prime])
    print("processes at work:", len(workers))
    print(f"took {time.perf_counter() - started:.2f} s instead of {32 * 0.02:.2f} s")
