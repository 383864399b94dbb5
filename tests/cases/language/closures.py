def counter(start):
    value = start

    def step(by=1):
        nonlocal value
        value += by
        return value

    def peek():
        return value

    return step, peek


step, peek = counter(10)
print(step(), step(5), peek())
other, _ = counter(0)
print(other(), peek())

late = [lambda: i for i in range(3)]
print([f() for f in late])
bound = [lambda i=i: i for i in range(3)]
print([f() for f in bound])

total = 0


def add(n):
    global total
    total += n


for n in range(5):
    add(n)
print(total)


def outer():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x = "inner"
        inner()
        return x

    return middle(), x


print(outer())
print(step.__closure__[0].cell_contents)
print(step.__code__.co_name)


def compose(*functions):
    def run(x):
        for f in reversed(functions):
            x = f(x)
        return x
    return run


print(compose(str, lambda x: x + 1, abs)(-41))
