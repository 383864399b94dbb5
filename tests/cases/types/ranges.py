print(range(5), range(1, 5), range(0, 10, 3), list(range(5)), list(range(5, 0, -2)), list(range(0)), list(range(3, 1)))
r = range(0, 20, 3)
print(len(r), r[2], r[-1], r[1:4], r[::-1], 9 in r, 10 in r, "x" in r, r.index(9), r.count(9), r.start, r.stop, r.step)
print(range(3) == range(0, 3, 1), range(0) == range(2, 2), hash(range(3)) == hash(range(0, 3)), list(reversed(r)), sum(r), max(r), bool(range(0)))
print(len(range(10 ** 12)), 10 ** 11 in range(0, 10 ** 12, 10), range(10 ** 18)[-1])
for f in (lambda: range(1, 2, 0), lambda: range(1.5), lambda: range(3)[3], lambda: range(), lambda: range("a"), lambda: range(3).index(7)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
it = iter(range(3))
print(next(it), list(it), [i for i in range(-3, 3)], [*range(2)])
for i in range(3):
    i = 10
print(i)
