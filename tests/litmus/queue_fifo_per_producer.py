# every = "ok"
import queue
import threading

q = queue.Queue()
got = [[], []]


def produce(name):
    for n in range(4):
        q.put((name, n))


def consume(mine):
    for _ in range(4):
        mine.append(q.get())


threads = [threading.Thread(target=produce, args=(name,)) for name in "ab"]
threads += [threading.Thread(target=consume, args=(mine,)) for mine in got]
for t in threads:
    t.start()
for t in threads:
    t.join()
for mine in got:
    for name in "ab":
        numbers = [n for who, n in mine if who == name]
        assert numbers == sorted(numbers)
assert sorted(got[0] + got[1]) == [(name, n) for name in "ab" for n in range(4)] and q.empty()
print("ok")
