# title_en = "A shelf for three loaves"
# title_zh = "只能放三个面包的架子"
import threading

shelf = []
SIZE = 3
condition = threading.Condition()


def baker():
    for n in range(1, 9):
        with condition:
            while len(shelf) == SIZE:
                condition.wait()
            shelf.append(n)
            print(f"baked loaf {n}, shelf {shelf}")
            condition.notify_all()


def customer(name):
    for _ in range(4):
        with condition:
            while not shelf:
                condition.wait()
            loaf = shelf.pop(0)
            print(f"{name} takes loaf {loaf}, shelf {shelf}")
            condition.notify_all()


threads = [
    threading.Thread(target=baker),
    threading.Thread(target=customer, args=("Eve",)),
    threading.Thread(target=customer, args=("Max",)),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
