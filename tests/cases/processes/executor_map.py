from concurrent.futures import ProcessPoolExecutor
import concurrent.futures
import time


def square(n):
    return n * n


def main():
    with ProcessPoolExecutor(max_workers=2) as pool:
        print(list(pool.map(square, range(8))))
        print(list(pool.map(square, range(8), chunksize=3)), list(pool.map(pow, [2, 3], [5, 2])), list(pool.map(square, [])))
        results = pool.map(square, [3, "x", 5])
        print(next(results))
        try:
            next(results)
        except TypeError as error:
            print(error)
        try:
            list(pool.map(time.sleep, [0.3], timeout=0.02))
        except concurrent.futures.TimeoutError as error:
            print(type(error).__name__)
        try:
            pool.map(square, [1], chunksize=0)
        except ValueError as error:
            print(error)


if __name__ == "__main__":
    main()
