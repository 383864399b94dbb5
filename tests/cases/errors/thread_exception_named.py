import threading


class Worker(threading.Thread):
    def run(self):
        self.step()

    def step(self):
        raise ValueError("broken step")


w = Worker(name="crane")
w.start()
w.join()
d = Worker()
d.start()
d.join()
print("done")
