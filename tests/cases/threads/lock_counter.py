import threading

counter = 0
lock = threading.Lock()


def work(n):
    global counter
    for _ in range(n):
        with lock:
            value = counter
            value += 1
            counter = value


threads = [threading.Thread(target=work, args=(200,)) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)


class Account:
    def __init__(self):
        self.balance = 0
        self.lock = threading.Lock()

    def add(self, amount):
        self.lock.acquire()
        try:
            before = self.balance
            self.balance = before + amount
        finally:
            self.lock.release()


account = Account()
threads = [threading.Thread(target=lambda: [account.add(1) for _ in range(100)]) for _ in range(3)]
[t.start() for t in threads]
[t.join() for t in threads]
print(account.balance)
