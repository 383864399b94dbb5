import multiprocessing as mp
from functools import partial


def power(base, exponent=2, *, plus=0):
    return base ** exponent + plus


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        print(pool.starmap(power, [(2, 3), (3, 2), (5,)]))
        print(pool.starmap_async(power, zip(range(4), [2] * 4)).get())
        print(pool.map(partial(power, exponent=3, plus=1), [1, 2]))
        print(pool.starmap(divmod, [(7, 2), (9, 4)], chunksize=1))
        try:
            pool.starmap(power, [1, 2])
        except TypeError as error:
            print(error)
