# every = "ok"
from concurrent.futures import ThreadPoolExecutor

order = []


def work(n):
    order.append(n)
    return -n


with ThreadPoolExecutor(3) as pool:
    assert list(pool.map(work, range(6))) == [0, -1, -2, -3, -4, -5]
assert sorted(order) == list(range(6))
print("ok")
