a, b = 1, 2
a, b = b, a
print(a, b)
first, *middle, last = range(6)
print(first, middle, last)
*init, tail = "abc"
print(init, tail)
(x, y), [z, *w] = (1, 2), "pqr"
print(x, y, z, w)
head, *nothing = [1]
print(head, nothing)
print([*range(3), *"ab"], (*[1], 2), {*[1, 1]}, {**{"a": 1}, "b": 2, **{"a": 3}})
data = {}
data["k"], data["l"] = 1, 2
print(data)
chain = other = []
chain.append(1)
print(other, chain is other)
i = 0
values = [10, 20]
i, values[i] = 1, 99
print(i, values)


def pair():
    return 1, 2


one, two = pair()
print(one + two, *pair(), sep="|")
for bad in ([1], [1, 2, 3], 5):
    try:
        a, b = bad
    except (ValueError, TypeError) as error:
        print(error)
try:
    a, *b, c = [1]
except ValueError as error:
    print(error)
del a
try:
    a
except NameError as error:
    print(error)
items = [0, 1, 2, 3]
del items[1], items[-1]
print(items)
x = y = z = 0
x += 1; y -= 1; z |= 6
print(x, y, z)
t = 1,
print(t, ())
