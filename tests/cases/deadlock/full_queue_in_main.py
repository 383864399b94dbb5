# exit = 3
# stderr = ["deadlock", "line 9"]
import queue

q = queue.Queue(maxsize=2)
for n in range(5):
    # Nobody takes anything out.
    print("put", n, flush=True)
    q.put(n)
