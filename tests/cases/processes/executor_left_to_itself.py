from concurrent.futures import ProcessPoolExecutor


def work(n):
    print("worked on", n, flush=True)


if __name__ == "__main__":
    # Never shut down: the exit of the interpreter waits for the work.
    pool = ProcessPoolExecutor(1)
    for n in range(3):
        pool.submit(work, n)
