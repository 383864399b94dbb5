import multiprocessing as mp


def produce(q, name):
    for n in range(20):
        q.put((name, n))


q = mp.Queue()
producers = [mp.Process(target=produce, args=(q, name)) for name in "abc"]
for p in producers:
    p.start()
items = [q.get() for _ in range(60)]
for p in producers:
    p.join()
print(all([n for who, n in items if who == name] == list(range(20)) for name in "abc"))
