import types
import threading
import collections.abc as cabc


def f():
    pass


class C:
    def m(self):
        pass


print(isinstance(f, types.FunctionType), isinstance(C().m, types.MethodType), isinstance(len, types.BuiltinFunctionType), isinstance((i for i in ()), types.GeneratorType), isinstance(types, types.ModuleType))
ns = types.SimpleNamespace(a=1, b="x")
ns.c = [3]
print(ns, ns.a, ns == types.SimpleNamespace(a=1, b="x", c=[3]))


class Stack(cabc.MutableSequence):
    def __init__(self):
        self.items = []

    def __getitem__(self, i):
        return self.items[i]

    def __setitem__(self, i, v):
        self.items[i] = v

    def __delitem__(self, i):
        del self.items[i]

    def __len__(self):
        return len(self.items)

    def insert(self, i, v):
        self.items.insert(i, v)


s = Stack()
s.append(1)
s.extend([2, 3])
print(list(s), s.pop(), 2 in s, s.index(2), list(reversed(s)), isinstance(s, cabc.Sequence))


class Frozen(cabc.Mapping):
    def __init__(self, **data):
        self.data = data

    def __getitem__(self, key):
        return self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


m = Frozen(a=1, b=2)
print(dict(m), m.get("z", 0), "a" in m, sorted(m.items()), list(m.values()), m == {"a": 1, "b": 2})
