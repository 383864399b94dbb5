import multiprocessing as mp

for code, start in [("b", -5), ("B", 250), ("h", -30000), ("H", 60000), ("i", 7), ("I", 8), ("l", 9), ("L", 10), ("q", -11), ("Q", 12)]:
    v = mp.Value(code, start)
    before = v.value
    v.value += 1
    print(code, before, v.value, end="; ")
print()
f, d = mp.Value("f", 0.1), mp.Value("d", 0.1)
print(f.value, d.value, f.value == 0.1)
d.value = 3
print(d.value, mp.Value("i").value, mp.Value("d").value)
c, u = mp.Value("c", b"x"), mp.Value("u", "é")
print(c.value, u.value)
c.value = b"y"
print(c.value, mp.Value("c").value)
try:
    mp.Value("z", 1)
except (TypeError, KeyError) as error:
    print(type(error).__name__, error)
