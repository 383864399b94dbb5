# title_en = "A queue between processes"
# title_zh = "进程之间的队列"
import time
from multiprocessing import Process, Queue

CLOSED = None


def press(olives, bottles):
    for harvest in iter(olives.get, CLOSED):
        time.sleep(0.05)
        bottles.put(f"oil from {harvest}")
    bottles.put(CLOSED)


if __name__ == "__main__":
    olives, bottles = Queue(maxsize=2), Queue()
    mill = Process(target=press, args=(olives, bottles))
    mill.start()
    for harvest in ("Crete", "Puglia", "Jaén", "Sfax"):
        olives.put(harvest)
        print("delivered", harvest)
    olives.put(CLOSED)
    for bottle in iter(bottles.get, CLOSED):
        print("  filled:", bottle)
    mill.join()
