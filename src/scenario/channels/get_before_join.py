# title_en = "Repair: get before join"
# title_zh = "修复：先 get，后 join"
from multiprocessing import Process, Queue


def render(queue, name, size):
    queue.put((name, "#" * size))


if __name__ == "__main__":
    queue = Queue()
    orders = {"poster": 1_000_000, "stamp": 100, "banner": 300_000}
    painters = [Process(target=render, args=(queue, name, size)) for name, size in orders.items()]
    for p in painters:
        p.start()
    for _ in painters:              # first empty the queue ...
        name, picture = queue.get()
        print(f"{name}: {len(picture)} pixels")
    for p in painters:              # ... then wait for the ends
        p.join()
    print("all painters have gone home")
