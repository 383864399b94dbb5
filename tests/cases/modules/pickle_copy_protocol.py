import copy
import copyreg


class R:
    def __init__(self, x):
        self.x = x

    def __reduce__(self):
        print("reduce")
        return R, (self.x,), {"extra": [1]}


a = copy.copy(R([1]))
b = copy.deepcopy(R([2]))
print(a.x, a.extra, b.x, b.extra)


class N:
    def __new__(cls, a, b):
        self = object.__new__(cls)
        self.pair = a, b
        return self

    def __getnewargs__(self):
        return self.pair


print(copy.copy(N(1, 2)).pair, copy.deepcopy(N([1], 2)).pair)


class S:
    __slots__ = ("a", "b")


s = S()
s.a = [1]
t, u = copy.copy(s), copy.deepcopy(s)
print(t.a is s.a, u.a == s.a and u.a is not s.a, hasattr(t, "b"))


class L(list):
    pass


x = L([1, [2]])
x.note = {"k": 1}
y, z = copy.copy(x), copy.deepcopy(x)
print(y, type(y).__name__, y.note is x.note, z, z[1] is x[1], z.note == x.note, z.note is x.note)


class State:
    def __init__(self):
        self.v = 1

    def __getstate__(self):
        return {"v": self.v + 1}

    def __setstate__(self, state):
        self.v = state["v"] * 10


print(copy.copy(State()).v, copy.deepcopy(State()).v)


class T:
    def __init__(self, n):
        self.n = n


copyreg.pickle(T, lambda t: (T, (t.n + 1,)))
print(copy.copy(T(1)).n, copy.deepcopy([T(2)])[0].n)
import threading
try:
    copy.deepcopy({"lock": threading.Lock()})
except TypeError as error:
    print(error)
try:
    copy.copy(x for x in ())
except TypeError as error:
    print(error)
e = copy.copy(ValueError("v", 1))
print(repr(e), copy.deepcopy(KeyError("k")).args)
print(copy.copy(vars(T(3))), copy.deepcopy(vars(T(3))))
print(copy.copy(range(3)), copy.deepcopy(slice(1, [2])), copy.copy(len) is len)
