import multiprocessing as mp


def fill(a, start):
    for n in range(start, start + 3):
        a[n] = n * n


a = mp.Array("i", 9)
workers = [mp.Process(target=fill, args=(a, start)) for start in (0, 3, 6)]
for w in workers:
    w.start()
for w in workers:
    w.join()
print(a[:])


def add_one(a):
    with a.get_lock():
        for n in range(len(a)):
            a[n] += 1


workers = [mp.Process(target=add_one, args=(a,)) for _ in range(3)]
for w in workers:
    w.start()
for w in workers:
    w.join()
print(list(a))
