import multiprocessing as mp
import time


def attempt(call):
    try:
        print(call())
    except ValueError as error:
        print("ValueError", error)


if __name__ == "__main__":
    pool = mp.Pool(2)
    print(pool)
    attempt(pool.join)
    last = pool.map_async(abs, [-1, -2])
    pool.close()
    attempt(lambda: pool.apply(abs, (-1,)))
    attempt(lambda: pool.map(abs, [-1]))
    attempt(pool.close)
    attempt(pool.join)
    print(last.get(), str(pool))
    with mp.Pool(2) as pool:
        pool.apply_async(time.sleep, (30,))
        print("leaving the block terminates the workers")
    attempt(lambda: pool.apply(abs, (-1,)))
    attempt(lambda: pool.imap(abs, [-1]))
    pool.join()
    pool = mp.Pool(1)
    pool.terminate()
    pool.join()
    print(str(pool), mp.active_children())
    attempt(pool.__enter__)
