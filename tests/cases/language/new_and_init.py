class Point(tuple):
    def __new__(cls, x, y):
        print("new", cls.__name__, x, y)
        return super().__new__(cls, (x, y))

    def __init__(self, x, y):
        print("init", x, y)

    @property
    def x(self):
        return self[0]


p = Point(3, 4)
print(p.x, p, len(p), p == (3, 4))


class Single:
    _instance = None

    def __new__(cls, *args):
        if cls._instance is None:
            cls._instance = object.__new__(cls)
        return cls._instance

    def __init__(self, name):
        self.name = name


a = Single("first")
b = Single("second")
print(a is b, a.name)


class Other:
    def __new__(cls):
        return "not an instance"

    def __init__(self):
        print("never called")


print(Other())


class Even(int):
    def __new__(cls, value):
        return super().__new__(cls, value - value % 2)


e = Even(7)
print(e, e + 1, type(e).__name__, type(e + 1).__name__, isinstance(e, int))
