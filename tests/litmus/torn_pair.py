# some = ["equal", "torn"]
import threading

a = b = 0
seen = "equal"


def write():
    global a, b
    for n in range(1, 6):
        a = n
        b = n


def read():
    global seen
    for _ in range(5):
        if a != b:
            seen = "torn"


threads = [threading.Thread(target=f) for f in (write, read)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(seen)
