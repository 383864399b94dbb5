import pickle


class Plain:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return type(self) is type(other) and self.__dict__ == other.__dict__


class Empty:
    pass


class Slotted:
    __slots__ = ("a", "b")


class Both(Slotted):
    def __init__(self):
        self.a = 1
        self.c = 3


class Outer:
    class Inner:
        def __init__(self):
            self.v = [1]


for protocol in range(6):
    for value in (Plain(1), Plain([Plain(2), Plain(3)]), Empty(), Outer.Inner(), Plain({"x": (1, 2)})):
        data = pickle.dumps(value, protocol)
        print(protocol, data, vars(pickle.loads(data)).keys())
for protocol in (2, 3, 4, 5):
    s = Slotted()
    s.a = 5
    data = pickle.dumps(s, protocol)
    t = pickle.loads(data)
    print(data, t.a, hasattr(t, "b"))
    data = pickle.dumps(Both(), protocol)
    t = pickle.loads(data)
    print(data, t.a, t.c)
for protocol in (0, 1):
    try:
        pickle.dumps(Slotted(), protocol)
    except TypeError as error:
        print(error)
print(pickle.loads(pickle.dumps(Plain(7))) == Plain(7))
p = Plain(1)
print(pickle.dumps(p.__dict__), pickle.loads(pickle.dumps(vars(p))))
print(pickle.dumps([Plain, Plain, Empty, Outer.Inner, Outer]))
