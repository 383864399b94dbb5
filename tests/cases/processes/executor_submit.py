from concurrent.futures import Future, ProcessPoolExecutor
import os


def add(a, b=0):
    return a + b


def where():
    return os.getpid(), os.getppid()


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=2) as pool:
        f = pool.submit(add, 1, b=2)
        print(f.result(), f.done(), f.running(), f.cancelled(), f.exception(), isinstance(f, Future), f.cancel())
        futures = [pool.submit(add, n, 10) for n in range(4)]
        print([f.result(timeout=10) for f in futures])
        pid, parent = pool.submit(where).result()
        print(pid != os.getpid(), parent == os.getpid())
        seen = []
        f = pool.submit(add, 5)
        f.add_done_callback(lambda done: seen.append(done.result()))
        f.result()
    print(seen)
    try:
        pool.submit(add, 1)
    except RuntimeError as error:
        print(error)
    for bad in (0, -1):
        try:
            ProcessPoolExecutor(bad)
        except ValueError as error:
            print(error)
