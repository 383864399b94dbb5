# exit = 1
from concurrent.futures import ThreadPoolExecutor


def divide(a, b):
    return a // b


with ThreadPoolExecutor(2) as pool:
    futures = [pool.submit(divide, 10, n) for n in (5, 2, 0)]
print([f.result() for f in futures[:2]])
futures[2].result()
