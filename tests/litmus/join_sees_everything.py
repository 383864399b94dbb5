# every = "ok"
import threading

data = {}


def work(n):
    for k in range(3):
        data[n, k] = n * k


threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for n, t in enumerate(threads):
    t.join()
    assert not t.is_alive() and (n, 2) in data
assert len(data) == 9
print("ok")
