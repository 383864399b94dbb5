print(list(enumerate(["a", "b"], start=1)), list(zip("abc", range(2))), list(map(str, [1, 2])), list(filter(lambda x: x > 1, [1, 2, 3])))
print(sorted([3, 1, 2]), sorted("bca", reverse=True), sorted([(1, "b"), (1, "a")]), sorted([-3, 2, 1], key=abs), sorted({"b": 1, "a": 2}))
print(min(3, 1, 2), max([1, 5], key=lambda x: -x), min("b", "a"), max([], default="none"), min([(2, "a"), (1, "z")]))
print(sum([1, 2, 3]), sum([1.5, 2]), sum([[1], [2]], []), sum(range(5), 100), sum([]))
print(any([]), all([]), any([0, 1]), all([1, 0]), any(x > 2 for x in range(5)), all(map(str.isdigit, "123")))
print(list(reversed([1, 2, 3])), "".join(reversed("abc")), next(iter([1])), next(iter([]), "d"), abs(-3), pow(2, 5), round(3.7), divmod(7, 3))
print(list(map(max, [1, 5], [4, 2])), list(map(lambda *a: a, "ab", "cd", "ef")), list(zip([1, 2], "ab", (True, None))))
print(dict(enumerate("ab")), list(zip(*[(1, 2), (3, 4)])), [*map(int, "1 2 3".split())])
print(type(map(str, [])).__name__, type(zip()).__name__, type(enumerate([])).__name__, type(reversed([])).__name__, type(iter([])).__name__, type(iter({})).__name__, type(iter("")).__name__, type(iter(())).__name__)
for f in (lambda: max([]), lambda: min(), lambda: sum(["a"]), lambda: sum([[1]]), lambda: max(1, "a"), lambda: sorted([1, "a"]), lambda: enumerate(5), lambda: zip(1), lambda: list(map(1, [1])), lambda: reversed(5), lambda: len(5), lambda: abs("x"), lambda: iter(3), lambda: map(str), lambda: sum("ab", "")):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)


class Lazy:
    def __iter__(self):
        print("iter called")
        return iter([3, 1])


print(sorted(Lazy()), max(Lazy()), list(zip(Lazy(), "ab")))
print(sorted(range(8), key=lambda n: (n % 3, -n)))
