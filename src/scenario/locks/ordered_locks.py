# title_en = "The cure: always the same order"
# title_zh = "解法：固定加锁顺序"
import threading
import time

knife = threading.Lock()
fork = threading.Lock()


def dine(name):
    with knife:
        print(f"{name} has the knife")
        time.sleep(0.1)
        with fork:
            print(f"{name} eats")


guests = [threading.Thread(target=dine, args=(name,)) for name in ("Ann", "Bob")]
for g in guests:
    g.start()
for g in guests:
    g.join()
print("both have eaten")
