import multiprocessing as mp

lock = mp.Lock()
v = mp.Value("i", 3, lock=lock)
print(v.get_lock() is lock, v, v.get_obj(), type(v).__name__, type(v.get_obj()).__name__)
with v:
    print("held", v.acquire is not None, lock.acquire(block=False))
with v.get_lock():
    v.get_obj().value = 9
print(v.value)
w = mp.Value("i", 5)
with w.get_lock():
    with w.get_lock():
        w.value += 1
print(w.value, type(w.get_lock()).__name__)
raw = mp.Value("i", 1, lock=False)
print(raw, hasattr(raw, "get_lock"), raw.value)
try:
    mp.Value("i", lock="nonsense")
except AttributeError as error:
    print(error)
print(str(mp.Array("i", 2)).split(" object")[0], mp.Array("i", 2, lock=False)[:])
