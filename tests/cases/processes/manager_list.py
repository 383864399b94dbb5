import multiprocessing as mp


def add(shared, n):
    shared.append(n)
    shared[0] += 1


if __name__ == "__main__":
    manager = mp.Manager()
    items = manager.list([0])
    for n in (10, 20):
        p = mp.Process(target=add, args=(items, n))
        p.start()
        p.join()
    print(items, len(items), items[0], items[-1], items[1:], list(items), 20 in items)
    items.extend([5, 1])
    items += [9]
    items.insert(0, "first")
    print(items, items.pop(), items.pop(0), items.index(5), items.count(1))
    items.sort()
    items.reverse()
    items.remove(5)
    items[0:2] = ["x"]
    print(items, items + [1], items * 2, [i for i in items])
    for call in (lambda: items[99], lambda: items.remove("no"), lambda: items.nonsense):
        try:
            call()
        except (IndexError, ValueError, AttributeError) as error:
            print(type(error).__name__, error)
    print(type(items).__name__, items[:] == list(items))
    manager.shutdown()
