import multiprocessing as mp


def produce(q, count):
    for n in range(count):
        q.put(("square", n, n * n))
    q.put(None)


q = mp.Queue()
p = mp.Process(target=produce, args=(q, 4))
p.start()
while (item := q.get()) is not None:
    print(item)
p.join()
print(p.exitcode, q.empty())
