from concurrent.futures import ThreadPoolExecutor
import concurrent.futures
import threading


def square(x):
    return x * x


def fail(x):
    raise ValueError(f"bad {x}")


with ThreadPoolExecutor(max_workers=2) as pool:
    futures = [pool.submit(square, n) for n in range(5)]
    print([f.result() for f in futures])
    future = pool.submit(fail, 7)
    try:
        future.result()
    except ValueError as error:
        print("raised", error)
    print(repr(future.exception()), future.done(), future.cancelled(), future.running())
    print(futures[0].exception(), futures[0].done(), futures[0].result(timeout=1))
    print(pool.submit(dict, a=1, b=2).result(), pool.submit(pow, 2, 10).result())
try:
    pool.submit(square, 1)
except RuntimeError as error:
    print(error)
try:
    ThreadPoolExecutor(max_workers=0)
except ValueError as error:
    print(error)
try:
    pool.submit()
except TypeError as error:
    print("TypeError")
with ThreadPoolExecutor(1, thread_name_prefix="crew") as pool:
    print(pool.submit(lambda: threading.current_thread().name).result())
with ThreadPoolExecutor(1, initializer=lambda n: setattr(threading.current_thread(), "tag", n), initargs=(5,)) as pool:
    print(pool.submit(lambda: threading.current_thread().tag).result())
print(repr(futures[1]).split(" state=")[1])
