import threading


class ReadWriteLock:
    def __init__(self):
        self.condition = threading.Condition()
        self.readers = 0
        self.writing = False

    def read(self, action):
        with self.condition:
            self.condition.wait_for(lambda: not self.writing)
            self.readers += 1
        try:
            return action()
        finally:
            with self.condition:
                self.readers -= 1
                self.condition.notify_all()

    def write(self, action):
        with self.condition:
            self.condition.wait_for(lambda: not self.writing and self.readers == 0)
            self.writing = True
        try:
            return action()
        finally:
            with self.condition:
                self.writing = False
                self.condition.notify_all()


lock, pair, torn = ReadWriteLock(), [0, 0], []


def reader():
    for _ in range(20):
        a, b = lock.read(lambda: (pair[0], pair[1]))
        if a != b:
            torn.append((a, b))


def bump():
    pair[0] += 1
    pair[1] += 1


def writer():
    for _ in range(20):
        lock.write(bump)


threads = [threading.Thread(target=f) for f in (reader, writer, reader, writer, reader)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(pair, torn)
