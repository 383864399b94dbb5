# title_en = "CPU work: threads against processes"
# title_zh = "计算密集：线程与进程的较量"
import time
from multiprocessing import Process
from threading import Thread


def count(n):
    while n > 0:
        n -= 1


def measure(kind):
    started = time.perf_counter()
    workers = [kind(target=count, args=(1_000_000,)) for _ in range(2)]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    return time.perf_counter() - started


if __name__ == "__main__":
    started = time.perf_counter()
    count(1_000_000)
    print(f"one count alone: {time.perf_counter() - started:.3f} s")
    print(f"two in threads: {measure(Thread):.3f} s")
    print(f"two in processes: {measure(Process):.3f} s")
