import multiprocessing as mp


def work():
    print("child", r, r.acquire(block=False))
    try:
        r.release()
    except AssertionError as error:
        print("AssertionError", error)


r = mp.RLock()
print(r, r.acquire(), r.acquire(), r)
with r:
    print(r)
p = mp.Process(target=work)
p.start()
p.join()
r.release()
r.release()
print(r)
try:
    r.release()
except AssertionError as error:
    print("AssertionError", error)
p = mp.Process(target=lambda: print("child", r.acquire(timeout=1), r))
p.start()
p.join()
