import queue
import threading
import time


class Worker(threading.Thread):
    def __init__(self, tasks, results):
        super().__init__(daemon=True)
        self.tasks, self.results = tasks, results
        self.stop = threading.Event()
        self.start()

    def run(self):
        while not self.stop.is_set():
            try:
                function, args = self.tasks.get(timeout=0.02)
            except queue.Empty:
                continue
            try:
                self.results.put((args, function(*args)))
            except Exception as error:
                self.results.put((args, repr(error)))
            finally:
                self.tasks.task_done()


tasks, results = queue.Queue(), queue.Queue()
workers = [Worker(tasks, results) for _ in range(3)]
for n in range(6):
    tasks.put((divmod, (20, n)))
tasks.join()
for w in workers:
    w.stop.set()
for w in workers:
    w.join(2)
print(any(w.is_alive() for w in workers))
for pair in sorted((results.get() for _ in range(6)), key=lambda p: p[0]):
    print(pair)
