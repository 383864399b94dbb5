# exit = 3
# stderr = ["deadlock", "line 21"]
import queue
import threading

q = queue.Queue()


def worker():
    while (item := q.get()) is not None:
        print("item", item, flush=True)


t = threading.Thread(target=worker)
t.start()
q.put(1)
q.put(2)
q.put(None)
t.join()
print("worker has ended", flush=True)
q.join()
