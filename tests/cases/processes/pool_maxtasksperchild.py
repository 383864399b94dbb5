import multiprocessing as mp
import os

calls = 0


def count(_):
    global calls
    calls += 1
    return calls, os.getpid()


if __name__ == "__main__":
    with mp.Pool(1, maxtasksperchild=2) as pool:
        found = [pool.apply(count, (n,)) for n in range(6)]
    print([number for number, _ in found], len({pid for _, pid in found}))
    with mp.Pool(1) as pool:
        print([pool.apply(count, (n,))[0] for n in range(4)])
    print(calls)
