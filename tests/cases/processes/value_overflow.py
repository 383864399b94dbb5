import multiprocessing as mp

tries = [("i", 2**31), ("i", -2**31 - 1), ("I", -1), ("b", 128), ("B", 256), ("h", 40000), ("H", -1), ("q", 2**63), ("Q", -1), ("i", 10**30 + 5)]
for code, value in tries:
    v = mp.Value(code, 0)
    v.value = value
    print(code, v.value, mp.Value(code, value).value, end="; ")
print()
a = mp.Array("B", 2)
a[0], a[1] = 300, -1
print(a[:])
d = mp.Value("d")
d.value = 1e400
print(d.value, mp.Value("f", 1.1).value)
for code, value in [("i", 1.5), ("i", "5"), ("d", "x"), ("c", "x"), ("c", b"xy"), ("i", None), ("u", "ab"), ("i", True)]:
    v = mp.Value(code)
    try:
        v.value = value
        print(code, repr(v.value))
    except (TypeError, ValueError) as error:
        print(code, type(error).__name__, error)
