from concurrent.futures import ThreadPoolExecutor, as_completed, wait, FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED
import concurrent.futures
import threading
import time


def nap(seconds):
    time.sleep(seconds)
    return seconds


with ThreadPoolExecutor(3) as pool:
    futures = {pool.submit(nap, s): s for s in (0.12, 0.01, 0.06)}
    print([f.result() for f in as_completed(futures)])
    print([futures[f] == f.result() for f in as_completed(futures)])

gate = threading.Event()
with ThreadPoolExecutor(3) as pool:
    fast, slow = pool.submit(nap, 0), pool.submit(gate.wait)
    done, pending = wait([fast, slow], return_when=FIRST_COMPLETED)
    print(fast in done, slow in pending, len(done), len(pending))
    result = wait([slow], timeout=0.01)
    print(len(result.done), len(result.not_done))
    try:
        slow.result(timeout=0.01)
    except concurrent.futures.TimeoutError as error:
        print("TimeoutError", concurrent.futures.TimeoutError is TimeoutError)
    try:
        slow.exception(timeout=0.01)
    except TimeoutError:
        print("again")
    try:
        for f in as_completed([slow], timeout=0.01):
            print("never")
    except TimeoutError as error:
        print(error)
    gate.set()
    print(wait([fast, slow], return_when=ALL_COMPLETED).not_done, slow.result())


def boom():
    raise RuntimeError("boom")


gate.clear()
with ThreadPoolExecutor(3) as pool:
    bad, waiting = pool.submit(boom), pool.submit(gate.wait)
    done, pending = wait([bad, waiting], return_when=FIRST_EXCEPTION)
    print(bad in done, waiting in pending)
    gate.set()
