# title_en = "The singleton that was made twice"
# title_zh = "被创建了两次的单例"
import threading
import time


class Printer:
    _instance = None
    made = 0

    @classmethod
    def get(cls):
        if cls._instance is None:       # check
            time.sleep(0.01)            # warming up takes a moment
            cls.made += 1
            cls._instance = cls()       # then act
        return cls._instance


found = []
threads = [threading.Thread(target=lambda: found.append(Printer.get())) for _ in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("printers made:", Printer.made)
print("different printers in use:", len(set(map(id, found))))
