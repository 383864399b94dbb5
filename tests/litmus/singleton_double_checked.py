# every = "1"
import threading


class Config:
    instance = None
    lock = threading.Lock()
    made = 0

    @classmethod
    def get(cls):
        if cls.instance is None:
            with cls.lock:
                if cls.instance is None:
                    cls.made += 1
                    cls.instance = cls()
        return cls.instance


threads = [threading.Thread(target=Config.get) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(Config.made)
