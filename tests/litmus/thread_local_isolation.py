# every = "ok"
import threading

local = threading.local()


def work(n):
    assert not hasattr(local, "n")
    local.n = n
    for _ in range(3):
        local.n += 10
        assert local.n % 10 == n


threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert not hasattr(local, "n")
print("ok")
