import multiprocessing as mp
import os
import signal
import time


def die(_):
    os.kill(os.getpid(), signal.SIGKILL)


def fine(n):
    return n


if __name__ == "__main__":
    with mp.Pool(1) as pool:
        lost = pool.apply_async(die, (0,))
        print("the result never comes:", lost.wait(0.3), lost.ready())
        print("but there is a new worker:", pool.apply(fine, (5,)))
