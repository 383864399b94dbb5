from concurrent.futures import FIRST_COMPLETED, FIRST_EXCEPTION, ProcessPoolExecutor, as_completed, wait
import time


def nap(seconds):
    time.sleep(seconds)
    return seconds


def fail():
    raise LookupError("nothing here")


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=3) as pool:
        futures = {pool.submit(nap, seconds): seconds for seconds in (0.2, 0.01, 0.1)}
        print([futures[f] == f.result() and f.result() for f in as_completed(futures)])
        futures = [pool.submit(nap, 0.1), pool.submit(nap, 0)]
        done, pending = wait(futures, return_when=FIRST_COMPLETED)
        print(len(done), len(pending), futures[1] in done)
        done, pending = wait(futures)
        print(len(done), len(pending))
        futures = [pool.submit(nap, 0.1), pool.submit(fail)]
        done, pending = wait(futures, return_when=FIRST_EXCEPTION)
        print([repr(f.exception()) for f in done], len(pending))
