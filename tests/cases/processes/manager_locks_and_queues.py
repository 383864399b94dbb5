import multiprocessing as mp
import queue


def work(lock, counter, results, event):
    event.wait()
    for _ in range(10):
        with lock:
            counter["n"] += 1
    results.put("done")


if __name__ == "__main__":
    with mp.Manager() as manager:
        lock, counter, results, event = manager.Lock(), manager.dict(n=0), manager.Queue(), manager.Event()
        workers = [mp.Process(target=work, args=(lock, counter, results, event)) for _ in range(3)]
        for w in workers:
            w.start()
        event.set()
        for w in workers:
            w.join()
        print(counter["n"], [results.get() for _ in workers], results.empty(), event.is_set())
        try:
            results.get(timeout=0.02)
        except queue.Empty as error:
            print("Empty", error)
        bounded = manager.Queue(1)
        bounded.put("x")
        try:
            bounded.put_nowait("y")
        except queue.Full:
            print("Full", bounded.qsize())
        semaphore = manager.Semaphore(1)
        print(semaphore.acquire(), semaphore.acquire(False), semaphore.release(), lock.acquire(), lock.acquire(False))
