# exit = 3
# stderr = ["deadlock"]
import multiprocessing as mp


def consume(q):
    print("waiting for an item", flush=True)
    q.get()


q = mp.Queue()
p = mp.Process(target=consume, args=(q,))
p.start()
p.join()
