# exit = 1
from concurrent.futures import ProcessPoolExecutor


def lookup(key):
    return {"a": 1}[key]


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as pool:
        print(pool.submit(lookup, "a").result())
        print(pool.submit(lookup, "b").result())
