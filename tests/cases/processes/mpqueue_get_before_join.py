import multiprocessing as mp


def produce(q):
    q.put("x" * 200_000)
    print("put is done at once; the thread behind the queue still writes", flush=True)
    told.set()


told = mp.Event()
q = mp.Queue()
p = mp.Process(target=produce, args=(q,))
p.start()
told.wait()
p.join(0.1)
print(p.is_alive())
print(len(q.get()))
p.join()
print(p.exitcode)
