import functools
import operator

print(functools.reduce(operator.add, [1, 2, 3]), functools.reduce(lambda a, b: a * b, [1, 2, 3], 10))
half = functools.partial(pow, 2)
print(half(5), functools.partial(print, "a", sep="-")("b", "c"), half.func is pow, half.args, half.keywords)
calls = []


@functools.lru_cache(maxsize=2)
def slow(n):
    calls.append(n)
    return n * n


print(slow(1), slow(2), slow(1), slow(3), slow(2), calls, slow.cache_info())
slow.cache_clear()
print(slow.cache_info(), slow.__wrapped__(9))


@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(60))


class Circle:
    def __init__(self, r):
        self.r = r

    @functools.cached_property
    def area(self):
        calls.append("area")
        return self.r ** 2 * 3


c = Circle(2)
print(c.area, c.area, calls.count("area"), c.__dict__)


@functools.singledispatch
def show(value):
    return "object"


@show.register
def _(value: int):
    return "int"


@show.register(list)
def _(value):
    return "list"


print(show("x"), show(5), show([]), show(True))
try:
    functools.reduce(operator.add, [])
except TypeError as error:
    print(error)
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: a - b)))


class Cell:
    def set(self, a, b):
        return a, b

    set_one = functools.partialmethod(set, 1)


print(Cell().set_one(2))
