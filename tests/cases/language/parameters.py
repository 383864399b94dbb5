# Every kind of parameter, and the ways to pass to them.
def every(a, b=2, /, c=3, *rest, d, e=5, **more):
    return (a, b, c, rest, d, e, more)


print(every(1, d=4))
print(every(1, 20, 30, 40, 50, d=4))
print(every(1, d=4, f=6, a=7))
print(every(*[1, 2], *(3, 4), **{"d": 0}, z=9))


def keyword_only(*, name, greeting="hello"):
    return f"{greeting} {name}"


print(keyword_only(name="Ada"))
print(keyword_only(greeting="salut", name="Blaise"))


def positional_only(x, y, /):
    return x - y


print(positional_only(5, 3))


def counted(*args, **kwargs):
    return len(args), sorted(kwargs)


print(counted())
print(counted(1, 2, 3, b=1, a=2))
print(counted(*"abc", **dict(k=1)))


def late(items=[]):
    items.append(len(items))
    return items


print(late(), late(), late([9]))
print(every.__defaults__, every.__kwdefaults__)
print(every.__name__, every.__qualname__, every.__doc__)
