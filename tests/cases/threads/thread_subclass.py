import threading


class Worker(threading.Thread):
    def __init__(self, n):
        super().__init__(name=f"worker-{n}")
        self.n = n
        self.result = None

    def run(self):
        self.result = self.n ** 2, threading.current_thread() is self


workers = [Worker(n) for n in range(4)]
for w in workers:
    w.start()
for w in workers:
    w.join()
print([w.result for w in workers])
print([w.name for w in workers])


class Default(threading.Thread):
    def run(self):
        print("in", self.name)


d = Default()
d.start()
d.join()
direct = Worker(7)
direct.run()
print(direct.result, direct.is_alive(), direct.ident)


class Forgot(threading.Thread):
    def __init__(self):
        self.x = 1


try:
    Forgot().start()
except RuntimeError as error:
    print(error)
