import multiprocessing as mp


def square(n):
    return n * n


if __name__ == "__main__":
    with mp.Pool(3) as pool:
        print(pool.map(square, range(10)))
        print(pool.map(square, [], chunksize=3), pool.map(str.upper, "abc"), pool.map(len, ["x", "xy"], 1))
        print(pool.map(square, (n for n in range(7)), chunksize=4))
        print(pool.map(abs, {-3: 1, -2: 1}), sum(pool.map(square, range(100))))
        try:
            pool.map(square, 5)
        except TypeError as error:
            print(error)
    with mp.Pool(processes=1) as pool:
        print(pool.map(square, [4]), type(pool).__name__)
    try:
        mp.Pool(0)
    except ValueError as error:
        print(error)
