# every = "ok"
import threading

semaphore = threading.Semaphore(2)
inside = []
most = []


def work(n):
    with semaphore:
        inside.append(n)
        most.append(len(inside))
        assert len(inside) <= 2
        inside.remove(n)


threads = [threading.Thread(target=work, args=(n,)) for n in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert len(most) == 5 and inside == []
print("ok")
