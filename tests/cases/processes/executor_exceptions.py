from concurrent.futures import ProcessPoolExecutor
import sys


class Refused(Exception):
    pass


def work(n):
    if n == 0:
        raise Refused("zero", n)
    return 10 / n


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as pool:
        f = pool.submit(work, 0)
        error = f.exception()
        print(repr(error), error.args, type(error.__cause__).__name__, 'raise Refused("zero", n)' in str(error.__cause__))
        try:
            f.result()
        except Refused as caught:
            print(caught is error)
        try:
            pool.submit(work, "text").result()
        except TypeError as error:
            print(error)
        print(pool.submit(work, 5).result())
        f = pool.submit(lambda: 1)
        error = f.exception()
        print(type(error).__name__, str(error).split(" at 0x")[0])
        try:
            pool.submit(sys.exit, 3).result()
        except SystemExit as error:
            print("SystemExit", error.code)
