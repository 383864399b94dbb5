# every = "ok"
from concurrent.futures import ThreadPoolExecutor, as_completed

ran = []


def work(n):
    ran.append(n)
    if n == 3:
        raise ValueError(n)
    return n * n


with ThreadPoolExecutor(2) as pool:
    futures = [pool.submit(work, n) for n in range(4)]
    finished = list(as_completed(futures))
assert len(finished) == 4 and set(finished) == set(futures)
assert [f.result() for f in futures[:3]] == [0, 1, 4] and isinstance(futures[3].exception(), ValueError)
assert sorted(ran) == [0, 1, 2, 3]
print("ok")
