# title_en = "Double-checked locking"
# title_zh = "双重检查锁"
import threading
import time


class Printer:
    _instance = None
    _lock = threading.Lock()
    made = 0

    @classmethod
    def get(cls):
        if cls._instance is None:           # cheap look, no lock
            with cls._lock:
                if cls._instance is None:   # look again, now alone
                    time.sleep(0.01)
                    cls.made += 1
                    cls._instance = cls()
        return cls._instance


found = []
threads = [threading.Thread(target=lambda: found.append(Printer.get())) for _ in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("printers made:", Printer.made)
print("different printers in use:", len(set(map(id, found))))
