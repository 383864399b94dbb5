# title_en = "Deadlock: join before get"
# title_zh = "死锁：先 join，后 get"
# ends = "deadlock"
from multiprocessing import Process, Queue


def render(queue):
    picture = "#" * 1_000_000
    queue.put(picture)
    print("child: my picture is in the queue")


if __name__ == "__main__":
    queue = Queue()
    p = Process(target=render, args=(queue,), name="renderer")
    p.start()
    p.join()                    # waits for the child to end
    print("never printed:", len(queue.get()))
