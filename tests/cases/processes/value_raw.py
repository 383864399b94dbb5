import multiprocessing as mp
from multiprocessing.sharedctypes import RawArray, RawValue, Value

v = RawValue("i", 5)
a = RawArray("d", 3)
print(v, v.value, a[:], len(a), hasattr(v, "get_lock"), type(v).__name__)
b = mp.RawArray("i", [1, 2, 3])
a[0] = 2.5


def change():
    v.value += 1
    a[1] = 0.25
    b[:] = [7, 8, 9]


p = mp.Process(target=change)
p.start()
p.join()
print(v.value, a[:], b[:], list(b))
c = mp.RawArray("c", b"abc")
print(c.value, c.raw, mp.RawValue("c", b"z").value, Value("i", 3).value)
for call in (lambda: a[3], lambda: b.__setitem__(5, 1), lambda: mp.RawValue("i", "x")):
    try:
        call()
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
