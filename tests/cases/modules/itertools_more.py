import itertools as it, threading
print(it.count(2, 3), it.repeat("x", 2), it.repeat(None), list(it.permutations("abc")), list(it.permutations([1,2,3,4], 2)), list(it.combinations(range(5), 3)), list(it.combinations("ab", 5)), list(it.permutations("ab", 0)), list(it.combinations("ab", 0)))
print(list(it.product("ab", [1, 2], repeat=2))[:5], list(it.product()), list(it.product("a", [])), list(it.islice(it.cycle("abc"), 2, 9, 3)), list(it.islice("abcdef", 1, None, 2)), list(it.islice(range(10), 3)), list(it.islice(iter([1,2,3]), 5, 6)), list(it.islice([], 0)))
x = iter(range(10)); print(list(it.islice(x, 2, 4)), next(x), list(it.islice(x, 0)), next(x))
c = it.count(1.5, 0.5); print(next(c), next(c), c); print(list(zip(it.count(10), "ab")), list(it.islice(it.count(2**63 - 1), 3)))
print(list(it.chain("ab", [1], (2,), {3}, {"k": 1}, range(2), (y for y in "z"))), list(it.chain.from_iterable([[1], "b"])), list(it.chain.from_iterable(x for x in [[1], [2]])), list(it.chain()), next(it.chain([], [5])))
try: list(it.chain([1], 5))
except TypeError as e: print(e)
ch = it.chain([1, 2], [3]); print(next(ch), list(ch), list(ch))
cy = it.cycle([]); print(list(cy)); g = it.cycle(i for i in (1, 2)); print([next(g) for _ in range(5)])
print([i for i, _ in zip(it.count(), it.repeat(1, 3))], sum(it.repeat(2, 5)), dict(zip("ab", it.count())), list(map(pow, range(4), it.repeat(2))), list(enumerate(it.islice("abc", 2))))
ids = it.count(); out = []
def w():
    for _ in range(200): out.append(next(ids))
ts = [threading.Thread(target=w) for _ in range(4)]; [t.start() for t in ts]; [t.join() for t in ts]; print(sorted(out) == list(range(800)))
