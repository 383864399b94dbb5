# title_en = "Deadlock: a pool that waits for itself"
# title_zh = "死锁：等待自己的线程池"
# ends = "deadlock"
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=1)


def bake():
    print("bake: I need dough")
    dough = pool.submit(knead)
    return dough.result() + " becomes bread"


def knead():
    return "dough"


print(pool.submit(bake).result())
