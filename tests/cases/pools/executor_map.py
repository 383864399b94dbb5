from concurrent.futures import ThreadPoolExecutor
import time


def work(n):
    time.sleep(0.01 * (4 - n))
    return n * 10


def risky(n):
    if n == 2:
        raise KeyError(n)
    return n


with ThreadPoolExecutor(max_workers=4) as pool:
    print(list(pool.map(work, range(4))))
    print(list(pool.map(lambda a, b: a + b, [1, 2, 3], [10, 20, 30])))
    results = pool.map(risky, range(4))
    print(next(results), next(results))
    try:
        next(results)
    except KeyError as error:
        print("KeyError", error)
    try:
        next(results)
    except StopIteration:
        print("map is over after an error")
    print(list(pool.map(str, [])), list(pool.map(len, ["a", "bb"], timeout=5, chunksize=2)))
start = time.monotonic()
with ThreadPoolExecutor(max_workers=4) as pool:
    list(pool.map(lambda _: time.sleep(0.05), range(4)))
print("in parallel:", time.monotonic() - start < 0.19)
with ThreadPoolExecutor(1) as pool:
    try:
        list(pool.map(time.sleep, [0.1], timeout=0.01))
    except TimeoutError:
        print("TimeoutError")
