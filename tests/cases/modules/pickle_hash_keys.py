import pickle


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n

    def __repr__(self):
        return f"Key({self.n})"


class Ready(Key):
    def __new__(cls, n):
        self = object.__new__(cls)
        self.n = n
        return self

    def __getnewargs__(self):
        return self.n,


table = {Ready(1): "one", Ready(2): "two"}
print(pickle.loads(pickle.dumps(table)), pickle.loads(pickle.dumps({Ready(3)})), pickle.loads(pickle.dumps(frozenset([Ready(4)]))))
print(pickle.loads(pickle.dumps(table))[Key(2)])
print(pickle.loads(pickle.dumps({(1, Ready(5)): [Ready(5)]})))
print(pickle.loads(pickle.dumps({Ready(1): Ready(1), 1: 2, "s": Ready(7)})))


class Meta(type):
    def __repr__(cls):
        return "Meta!" + cls.__name__


class WithMeta(metaclass=Meta):
    def __init__(self):
        self.a = 1


print(pickle.loads(pickle.dumps(WithMeta)), pickle.loads(pickle.dumps(WithMeta())).a)


class Getattr:
    def __init__(self):
        self.real = {"x": 1}

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self.real[name]


print(pickle.loads(pickle.dumps(Getattr())).x)


class Props:
    def __init__(self):
        self._v = 1

    @property
    def v(self):
        return self._v

    def __setattr__(self, name, value):
        print("set", name)
        object.__setattr__(self, name, value)


print(pickle.loads(pickle.dumps(Props())).v)
