# every = "ok"
import threading

lock = threading.Lock()
served = []


def work(n):
    lock.acquire()
    served.append(n)
    lock.release()


lock.acquire()
threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for t in threads:
    t.start()
assert served == []
lock.release()
for t in threads:
    t.join()
assert sorted(served) == [0, 1, 2, 3] and not lock.locked()
print("ok")
