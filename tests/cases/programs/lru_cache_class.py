import threading
from collections import OrderedDict


class LRU:
    def __init__(self, capacity):
        self.capacity, self.data, self.lock = capacity, OrderedDict(), threading.Lock()
        self.hits = self.misses = 0

    def get(self, key, make):
        with self.lock:
            if key in self.data:
                self.data.move_to_end(key)
                self.hits += 1
                return self.data[key]
            self.misses += 1
        value = make(key)
        with self.lock:
            self.data[key] = value
            self.data.move_to_end(key)
            while len(self.data) > self.capacity:
                self.data.popitem(last=False)
        return value

    def __repr__(self):
        return f"LRU({list(self.data.items())})"


cache = LRU(3)
for key in (1, 2, 3, 1, 4, 1, 2):
    cache.get(key, lambda k: k * k)
print(cache, cache.hits, cache.misses)
threads = [threading.Thread(target=lambda: [cache.get(k % 5, str) for k in range(40)]) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(cache.data), cache.hits + cache.misses)
