import multiprocessing as mp
import threading

results = mp.SimpleQueue()


def square(n):
    results.put((n, n * n, mp.current_process().name.startswith("Process-")))


def run(n):
    p = mp.Process(target=square, args=(n,))
    p.start()
    p.join()
    assert p.exitcode == 0


threads = [threading.Thread(target=run, args=(n,)) for n in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results.get() for _ in range(4)))
