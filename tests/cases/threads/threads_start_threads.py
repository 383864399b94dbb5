import threading

log = []
lock = threading.Lock()


def tree(name, depth):
    children = []
    if depth:
        children = [threading.Thread(target=tree, args=(name + c, depth - 1)) for c in "01"]
        for child in children:
            child.start()
    with lock:
        log.append(name)
    for child in children:
        child.join()


root = threading.Thread(target=tree, args=("r", 3))
root.start()
root.join()
print(len(log), sorted(log, key=lambda n: (len(n), n)))
print(threading.active_count())
