import multiprocessing as mp


def count(counter, times):
    for _ in range(times):
        with counter.get_lock():
            counter.value += 1


counter = mp.Value("i", 0)
workers = [mp.Process(target=count, args=(counter, 100)) for _ in range(4)]
for w in workers:
    w.start()
for w in workers:
    w.join()
print(counter.value)
