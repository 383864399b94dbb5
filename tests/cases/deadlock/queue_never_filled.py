# exit = 3
# stderr = ["deadlock", "line 11"]
import queue
import threading

q = queue.Queue()


def consumer():
    print("got", q.get(), flush=True)
    q.get()


t = threading.Thread(target=consumer)
t.start()
q.put(1)
t.join()
