from multiprocessing.pool import ThreadPool
from multiprocessing.dummy import Pool
import time


def double(x):
    return x * 2


def add(a, b=0):
    return a + b


def fail(x):
    raise ValueError(f"item {x}")


pool = ThreadPool(3)
print(pool.map(double, range(5)))
print(pool.apply(add, (1, 2)), pool.apply(add, (1,), {"b": 5}))
result = pool.apply_async(add, (3,), {"b": 4})
print(result.get(timeout=5), result.ready(), result.successful())
print(list(pool.imap(double, range(4))), sorted(pool.imap_unordered(double, range(4))))
print(pool.starmap(add, [(1, 2), (3, 4)]), pool.map_async(double, [7]).get())
log = []
pool.apply_async(double, (21,), callback=log.append).wait()
pool.apply_async(fail, (1,), error_callback=lambda e: log.append(repr(e))).wait()
try:
    pool.map(fail, [9])
except ValueError as error:
    print(error)
bad = pool.apply_async(fail, (2,))
bad.wait()
print(bad.successful())
pool.close()
pool.join()
print(log)
try:
    pool.map(double, [1])
except ValueError as error:
    print(error)
with Pool(2) as other:
    print(other.map(str, [1, 2]), list(other.imap(len, ["a", "bb"], chunksize=2)))
with ThreadPool(1) as slow:
    late = slow.apply_async(time.sleep, (0.1,))
    try:
        late.get(timeout=0.01)
    except Exception as error:
        print(type(error).__name__)
