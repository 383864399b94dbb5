# every = "ok"
import threading

event = threading.Event()
data = []


def read():
    event.wait()
    assert data == [1, 2, 3] and event.is_set()


def write():
    data.extend([1, 2, 3])
    event.set()


threads = [threading.Thread(target=f) for f in (read, write, read, read)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("ok")
