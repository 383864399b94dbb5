def inner():
    try:
        got = yield "a"
        print("inner got", got)
        got = yield "b"
        print("inner got", got)
    except ValueError as error:
        print("inner caught", error)
        yield "c"
    return "result"


def outer():
    value = yield from inner()
    print("outer has", value)
    rest = yield from [10, 20]
    print("list gives", rest)
    return value * 2


g = outer()
print(next(g))
print(g.send("x"))
print(g.send("y"))
print(next(g))
try:
    next(g)
except StopIteration as stop:
    print(stop.value)

g = outer()
next(g)
print(g.throw(ValueError("thrown")))
print(list(g))


def flatten(tree):
    for node in tree:
        if isinstance(node, list):
            yield from flatten(node)
        else:
            yield node


print(list(flatten([1, [2, [3, [4]], 5], [[6]]])))


def hanoi(n, a, b, c):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield a + c
        yield from hanoi(n - 1, b, a, c)


print(" ".join(hanoi(3, "A", "B", "C")))
