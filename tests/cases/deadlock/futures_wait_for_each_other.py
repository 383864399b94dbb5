# exit = 3
# stderr = ["deadlock"]
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=1)


def outer():
    print("outer waits for inner", flush=True)
    return pool.submit(inner).result()


def inner():
    return 5


print(pool.submit(outer).result())
