x = [1, 2, 3]
y = x
del x
print(y)
try:
    print(x)
except NameError as error:
    print(error)


def f():
    value = 1
    del value
    try:
        return value
    except UnboundLocalError as error:
        return str(error)


print(f())


class Tracker:
    def __init__(self, name):
        self.name = name

    def __delattr__(self, name):
        print("deleting", name)
        super().__delattr__(name)

    def __delitem__(self, key):
        print("del item", key)


t = Tracker("x")
del t.name
del t[1], t["a":2]
print(hasattr(t, "name"))
try:
    del t.name
except AttributeError as error:
    print(error)
d = {"a": 1, "b": 2}
del d["a"]
print(d)


def outer():
    n = 1

    def inner():
        nonlocal n
        n += 1
        return n

    return inner(), inner(), n


print(outer())


def closure_del():
    n = 5

    def show():
        return n

    del n
    try:
        show()
    except NameError as error:
        return str(error)


print(closure_del())
for i in range(3):
    pass
print(i)
with open("x.txt", "w") as handle:
    pass
print(handle.closed)
