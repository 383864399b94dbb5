import threading
import time


class Singleton:
    _instance = None
    _lock = threading.Lock()
    made = 0

    def __new__(cls):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:
                    time.sleep(0.01)
                    cls.made += 1
                    cls._instance = super().__new__(cls)
        return cls._instance


instances = []
threads = [threading.Thread(target=lambda: instances.append(Singleton())) for _ in range(6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(instances), len({id(i) for i in instances}), Singleton.made)
