import random
import threading


class Account:
    def __init__(self, number, balance):
        self.number, self.balance, self.lock = number, balance, threading.Lock()


def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda a: a.number)
    with first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True


accounts = [Account(n, 100) for n in range(4)]


def clerk(seed):
    rng = random.Random(seed)
    for _ in range(30):
        a, b = rng.sample(accounts, 2)
        transfer(a, b, rng.randint(1, 50))


threads = [threading.Thread(target=clerk, args=(s,)) for s in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sum(a.balance for a in accounts), all(a.balance >= 0 for a in accounts))
