import multiprocessing as mp


def work(lock, total):
    for _ in range(100):
        with lock:
            seen = total.value
            total.value = seen + 1


lock = mp.Lock()
total = mp.RawValue("i", 0)
workers = [mp.Process(target=work, args=(lock, total)) for _ in range(3)]
for w in workers:
    w.start()
for w in workers:
    w.join()
print(total.value)
