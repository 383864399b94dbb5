from multiprocessing.dummy import Process, Lock, Queue, Event, current_process, active_children
import threading


def work(n):
    q.put((n, n * n))


q = Queue()
workers = [Process(target=work, args=(n,)) for n in range(4)]
for w in workers:
    w.start()
for w in workers:
    w.join()
print(sorted(q.get() for _ in workers))
print(isinstance(workers[0], threading.Thread), workers[0].exitcode)
lock = Lock()
with lock:
    print("locked", lock.locked())
e = Event()
e.set()
print(e.is_set())
