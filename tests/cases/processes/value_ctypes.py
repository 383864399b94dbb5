import ctypes
import multiprocessing as mp
from ctypes import c_bool, c_char, c_double, c_float, c_int, c_long, c_ubyte

for kind, start in [(c_int, 5), (c_double, 1.5), (c_bool, True), (c_bool, 0), (c_char, b"q"), (c_float, 0.5), (c_ubyte, 200), (c_long, -1)]:
    v = mp.Value(kind, start)
    print(kind.__name__, repr(v.value), end="; ")
print()
flag = mp.Value(c_bool, False)
flag.value = 5
print(flag.value, mp.Value(ctypes.c_char_p, b"text").value, mp.Value(ctypes.c_longlong, 2**40).value)
numbers = mp.Array(c_double, [1, 2.5])
print(numbers[:], mp.Array(c_bool, 3)[:], mp.Array(ctypes.c_char, b"abc").value)


def change(v, f, a):
    v.value = 42
    f.value = True
    a[0] = 9


v, f = mp.Value(c_int), mp.Value(c_bool)
p = mp.Process(target=change, args=(v, f, numbers))
p.start()
p.join()
print(v.value, f.value, numbers[:])
