# A pool of two may run a task that waits for another: it only deadlocks with too few workers.
from concurrent.futures import ThreadPoolExecutor
import threading

pool = ThreadPoolExecutor(max_workers=2)


def outer(n):
    return pool.submit(inner, n).result() + 1


def inner(n):
    return n * 2


print(pool.submit(outer, 5).result())
pool.shutdown()

counts = {}
lock = threading.Lock()


def count(word):
    with lock:
        counts[word] = counts.get(word, 0) + 1
    return len(word)


with ThreadPoolExecutor() as pool:
    lengths = list(pool.map(count, "the cat and the dog and the bird".split()))
print(lengths, sorted(counts.items()))


class Bank:
    def __init__(self):
        self.total = 0
        self.lock = threading.RLock()

    def pay(self, amount):
        with self.lock:
            self.total += amount
            return self.total


bank = Bank()
with ThreadPoolExecutor(3) as pool:
    totals = sorted(pool.map(bank.pay, [1] * 10))
print(totals, bank.total)
