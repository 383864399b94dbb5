class Meta(type):
    def __getattr__(cls, name):
        return f"{cls.__name__} has no {name}"

    def __iter__(cls):
        return iter(["first", "second"])

    def __instancecheck__(cls, obj):
        return obj == 42

    def __contains__(cls, x):
        return x == "yes"


class K(metaclass=Meta):
    pass


print(K.anything, list(K), isinstance(42, K), "yes" in K, "no" in K)


class G:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item.__name__}]"


print(G[int])


class Hooked:
    def __init_subclass__(cls, **kw):
        cls.order = list(kw.items())

    def __set_name__(self, owner, name):
        print("named", name)


class Sub(Hooked, a=1, b=2):
    pass


print(Sub.order)


class Owner:
    part = Hooked()


class Enough:
    def __eq__(self, other):
        return "eq"

    def __lt__(self, other):
        return []

    def __len__(self):
        return 3

    def __contains__(self, x):
        return "truthy"

    def __bool__(self):
        return False


e = Enough()
print(e == 1, e != 1, e < 1, 5 in e, bool(e), len(e))


class BadLen:
    def __len__(self):
        return -1


class BadBool:
    def __bool__(self):
        return 1


class BadIter:
    def __iter__(self):
        return 5


for f in (lambda: len(BadLen()), lambda: bool(BadBool()), lambda: list(BadIter()), lambda: [].__len__(1), lambda: K(1)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
