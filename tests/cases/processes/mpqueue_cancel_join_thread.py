import multiprocessing as mp

# Nobody takes the items out, and the process ends all the same.


def produce(q):
    q.cancel_join_thread()
    for n in range(3):
        q.put("x" * 100_000)
    print("leaves without waiting")


q = mp.Queue()
p = mp.Process(target=produce, args=(q,))
p.start()
p.join()
print(p.exitcode)
