# exit = 3
# stderr = ["deadlock", "line 13"]
import multiprocessing as mp


def produce(q):
    q.put("x" * 200_000)


q = mp.Queue()
p = mp.Process(target=produce, args=(q,))
p.start()
p.join()
print(len(q.get()))
