import multiprocessing as mp


def double(n):
    return 2 * n


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        lazy = pool.imap(double, range(5))
        print(next(lazy), lazy.next(), list(lazy))
        try:
            lazy.next()
        except StopIteration:
            print("no more")
        print(list(pool.imap(double, "ab", chunksize=2)))
        print(sorted(pool.imap_unordered(double, range(8), chunksize=3)))
        one = pool.imap(double, [7])
        print(one.next(timeout=5))
        for value in pool.imap_unordered(double, [1]):
            print(value)
        try:
            pool.imap(double, range(3), chunksize=0)
        except ValueError as error:
            print(error)
