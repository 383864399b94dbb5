from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
import multiprocessing as mp

ready = None


def prepare(value):
    global ready
    ready = value


def read():
    return ready, mp.current_process().name.startswith("ForkProcess-"), mp.get_start_method()


if __name__ == "__main__":
    context = mp.get_context("fork")
    with ProcessPoolExecutor(2, mp_context=context, initializer=prepare, initargs=("yes",)) as pool:
        print({pool.submit(read).result() for _ in range(4)}, ready)
    with ProcessPoolExecutor(1) as pool:
        print(pool.submit(read).result()[0])
