import multiprocessing as mp
import os

state = "not set"


def prepare(text, number):
    global state
    state = text * number


def read(_):
    return state, os.getpid() != parent


if __name__ == "__main__":
    parent = os.getpid()
    with mp.Pool(2, initializer=prepare, initargs=("ab", 2)) as pool:
        print(set(pool.map(read, range(6), chunksize=1)), state)
    try:
        mp.Pool(1, initializer=5)
    except TypeError as error:
        print(error)
