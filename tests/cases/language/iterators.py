class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(3)), sum(Countdown(5)), 2 in Countdown(4), max(Countdown(4)))
a, b = Countdown(2)
print(a, b, dict(zip("ab", Countdown(9))))
it = iter([1, 2, 3])
print(next(it), list(it), next(it, None))
print(list(iter(iter([7]))), iter(it) is it)
values = iter([1, 2, 0, 3])
print(list(iter(lambda: next(values), 0)), list(values))
try:
    next(iter([]))
except StopIteration as stop:
    print(repr(stop))
for bad in (5, None):
    try:
        for _ in bad:
            pass
    except TypeError as error:
        print(error)
try:
    next([1])
except TypeError as error:
    print(error)
d = {"a": 1, "b": 2}
try:
    for k in d:
        d[k + "x"] = 0
except RuntimeError as error:
    print(error)
print(list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(filter(None, [0, 1, "", "x"])))
print(list(enumerate("ab", 5)), list(zip()), list(zip([1], [])), list(reversed(range(3))))
try:
    list(zip([1], [1, 2], strict=True))
except ValueError as error:
    print(error)
