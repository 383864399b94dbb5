import pickle
import queue
import threading


class Task:
    def __init__(self, number, payload):
        self.number = number
        self.payload = payload

    def run(self):
        return sum(self.payload) * self.number


work, results = queue.Queue(), queue.Queue()


def worker():
    while True:
        data = work.get()
        if data is None:
            return
        task = pickle.loads(data)
        results.put(pickle.dumps((task.number, task.run())))


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for number in range(20):
    work.put(pickle.dumps(Task(number, list(range(number)))))
for _ in threads:
    work.put(None)
for thread in threads:
    thread.join()
print(sorted(pickle.loads(results.get()) for _ in range(20)))
