# title_en = "A lock that its owner may take again"
# title_zh = "可重入锁"
import threading


class Warehouse:
    def __init__(self):
        self.lock = threading.RLock()
        self.stock = {"apples": 10, "pears": 10}

    def move(self, source, target, n):
        with self.lock:
            self.stock[source] -= n
            self.stock[target] += n

    def swap(self):
        with self.lock:                      # taken once
            self.move("apples", "pears", 3)  # and once more inside
            self.move("pears", "apples", 3)


w = Warehouse()
threads = [threading.Thread(target=w.swap) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(w.stock)
