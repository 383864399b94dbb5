import multiprocessing as mp
from multiprocessing import shared_memory


def change(name):
    items = shared_memory.ShareableList(name=name)
    items[0] += 1
    items[2] = "long"
    items.shm.close()


if __name__ == "__main__":
    items = shared_memory.ShareableList([1, 2.5, "text", None, True, b"raw"])
    print(list(items), len(items), items[-1], items.index(2.5), items.count(None), items.format)
    p = mp.Process(target=change, args=(items.shm.name,))
    p.start()
    p.join()
    print(list(items), p.exitcode)
    items[3] = False
    for call in (lambda: items[6], lambda: items.__setitem__(2, "much longer than eight"), lambda: items.append(1), lambda: items.index("no")):
        try:
            call()
        except (IndexError, ValueError, AttributeError) as error:
            print(type(error).__name__, error)
    print(items[3], isinstance(items, list), str(items).split(", name=")[0])
    items.shm.close()
    items.shm.unlink()
