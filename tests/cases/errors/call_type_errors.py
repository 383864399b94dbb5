# warns = true
def f(a, b, c=1, *, d, e=2):
    pass


def g():
    pass


def h(x, /, y):
    pass


def star(*args):
    pass


class C:
    def method(self, a):
        pass


class NoInit:
    pass


calls = [
    lambda: f(), lambda: f(1), lambda: f(1, 2), lambda: f(1, 2, 3, 4, d=1), lambda: f(1, 2, z=1, d=1), lambda: f(1, a=2, d=1),
    lambda: g(1), lambda: g(x=1), lambda: h(x=1, y=2), lambda: h(1), lambda: star(k=1), lambda: C().method(), lambda: C().method(1, 2),
    lambda: C.method(), lambda: NoInit(1), lambda: C(1, 2), lambda: 5(), lambda: None(), lambda: "s"(), lambda: f(**{"a": 1}, **{"a": 2}),
    lambda: f(*5), lambda: f(**5), lambda: (lambda x, y: 0)(1), lambda: (lambda: 0)(1, 2), lambda: len(), lambda: len(1, 2),
    lambda: print(nope=1), lambda: int(1, 2, 3), lambda: [].append(), lambda: "a".join(), lambda: "a".upper(1), lambda: {}.get(),
    lambda: range(1, 2, 3, 4), lambda: isinstance(1), lambda: sorted(), lambda: max(key=len), lambda: f(**{1: 2}),
]
for call in calls:
    try:
        call()
        print("no error")
    except TypeError as error:
        print(error)
