x = "global"


def read():
    return x


def shadow():
    x = "local"
    return x, globals()["x"]


def unbound():
    try:
        print(x)
    except UnboundLocalError as error:
        print(error)
    x = 1


def make():
    def use():
        return value
    try:
        use()
    except NameError as error:
        print(error)
    value = 3
    return use()


class Body:
    x = "class"
    y = x

    def method(self):
        return x

    z = [x for _ in range(1)]


print(read(), shadow(), Body.y, Body().method(), Body.z)
unbound()
print(make())


def outer():
    global made
    made = "made here"


outer()
print(made)


def local_names(a, b=2):
    c = a + b
    return sorted(locals().items())


print(local_names(1))
print("x" in globals(), "nope" in globals(), __name__)
del x
try:
    read()
except NameError as error:
    print(error)
