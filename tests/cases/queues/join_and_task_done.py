import queue
import threading

q = queue.Queue()
done = []


def worker():
    while True:
        item = q.get()
        done.append(item * item)
        q.task_done()


for _ in range(3):
    threading.Thread(target=worker, daemon=True).start()
for n in range(20):
    q.put(n)
q.join()
print(sorted(done) == [n * n for n in range(20)], q.unfinished_tasks)
q.join()
print("nothing left to wait for")
try:
    q.task_done()
except ValueError as error:
    print(error)
other = queue.Queue()
other.put(1)
other.get()
joined = []
t = threading.Thread(target=lambda: (other.join(), joined.append(True)))
t.start()
t.join(0.02)
print(joined, t.is_alive())
other.task_done()
t.join()
print(joined)
