# every = "ok"
from concurrent.futures import ThreadPoolExecutor

ran, calls = [], []
with ThreadPoolExecutor(1) as pool:
    futures = [pool.submit(ran.append, n) for n in range(3)]
    for f in futures:
        f.add_done_callback(calls.append)
    cancelled = [f.cancel() for f in futures]
for n, f in enumerate(futures):
    assert f.done() and f.cancelled() == cancelled[n] and (n in ran) != cancelled[n]
assert len(calls) == 3 and set(calls) == set(futures)
print("ok")
