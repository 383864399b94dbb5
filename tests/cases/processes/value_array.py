import multiprocessing as mp

a = mp.Array("i", 5)
print(a[:], len(a), list(a), a[0], a[-1])
a[1], a[-1] = 10, 50
print(a[:], a[1:4], a[::2], a[::-1], a[10:])
a[1:3] = [7, 8]
a[::2] = (100, 200, 300)
print(a[:], sum(a), max(a), 8 in a, [n for n in a])
b = mp.Array("d", [1, 2, 3.5])
print(b[:], len(b))
for index, n in enumerate(b):
    b[index] = n * 2
print(b[:])
calls = [lambda: a[5], lambda: a[-6], lambda: a.__setitem__(9, 1), lambda: a.__setitem__(slice(0, 2), [1]), lambda: a.__setitem__(0, "x")]
calls += [lambda: a["x"], lambda: mp.Array("i", -1), lambda: mp.Array("i", "abc"), lambda: a.append(1), lambda: a.value, lambda: mp.Array("i")]
for call in calls:
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
