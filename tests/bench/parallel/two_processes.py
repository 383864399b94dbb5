# Work for a processor, done twice by one process (1), or once by each of two (2)
import sys
from multiprocessing import Process


def work(bound):
    found = 0
    for n in range(2, bound):
        d = 2
        while d * d <= n:
            if n % d == 0:
                break
            d += 1
        else:
            found += 1
    return found


BOUND = 500_000

if __name__ == "__main__":
    if sys.argv[1] == "1":
        work(BOUND)
        work(BOUND)
    else:
        workers = [Process(target=work, args=(BOUND,)) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert [worker.exitcode for worker in workers] == [0, 0]
