import multiprocessing as mp

total = mp.Value("i", 0)


def add(n):
    with total.get_lock():
        total.value += n


processes = [mp.Process(target=add, args=(n,)) for n in range(12)]
for p in processes:
    p.start()
for p in processes:
    p.join()
print(total.value, {p.exitcode for p in processes}, len({p.pid for p in processes}))
