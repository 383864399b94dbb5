from concurrent.futures import ThreadPoolExecutor, as_completed
import threading


class Custom(Exception):
    pass


def task(n):
    if n % 2:
        raise Custom(f"task {n}")
    return n


with ThreadPoolExecutor(2) as pool:
    futures = [pool.submit(task, n) for n in range(4)]
    outcomes = []
    for f in as_completed(futures):
        try:
            outcomes.append(str(f.result()))
        except Custom as error:
            outcomes.append(repr(error))
    print(sorted(outcomes))
    print([type(f.exception()).__name__ for f in futures], [f.done() for f in futures])
try:
    with ThreadPoolExecutor(1) as pool:
        f = pool.submit(task, 0)
        raise KeyError("in the body")
except KeyError as error:
    print(error, f.result())


def bad_callback(future):
    raise RuntimeError("lost")


def initializer():
    raise ValueError("no start")


names = set()
with ThreadPoolExecutor(3, thread_name_prefix="w") as pool:
    list(pool.map(lambda _: names.add(threading.current_thread().name), range(20)))
print(names <= {"w_0", "w_1", "w_2"}, pool._max_workers)
