# every = "ok"
import queue
import threading

q = queue.Queue()
done = []


def work():
    while True:
        item = q.get()
        done.append(item)
        q.task_done()


for _ in range(2):
    threading.Thread(target=work, daemon=True).start()
for n in range(5):
    q.put(n)
q.join()
assert sorted(done) == [0, 1, 2, 3, 4]
print("ok")
