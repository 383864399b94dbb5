import copyreg
import pickle


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __reduce__(self):
        return Point, (self.x, self.y)


class Full:
    def __init__(self):
        self.items = []
        self.table = {}

    def append(self, item):
        self.items.append(item)

    def extend(self, items):
        print("extend", items)
        self.items.extend(items)

    def __setitem__(self, key, value):
        self.table[key] = value

    def __reduce__(self):
        return Full, (), {"extra": 1}, iter([1, 2, 3]), iter([("a", 1), ("b", 2)])


def set_it(obj, state):
    obj.via = state


class Setter:
    def __reduce__(self):
        return Setter, (), "state", None, None, set_it


class Named:
    def __reduce__(self):
        return "SINGLE"


class Ex:
    def __reduce_ex__(self, protocol):
        print("protocol", protocol)
        return int, ("12",)


SINGLE = Named()
for protocol in range(6):
    data = pickle.dumps(Point(1, 2), protocol)
    p = pickle.loads(data)
    print(data, p.x, p.y)
    data = pickle.dumps(Full(), protocol)
    f = pickle.loads(data)
    print(data, f.items, f.table, f.extra)
    print(pickle.dumps(SINGLE, protocol), pickle.loads(pickle.dumps(SINGLE, protocol)) is SINGLE)
    print(pickle.loads(pickle.dumps(Ex(), protocol)))
data = pickle.dumps(Setter())
print(data, pickle.loads(data).via)


def returns(value):
    class Odd:
        def __reduce__(self):
            return value
    try:
        print(pickle.loads(pickle.dumps(Odd())))
    except Exception as error:
        print(type(error).__name__, error)


returns(5)
returns((int,))
returns((int, (), 0, 0, 0, 0, 0))
returns((5, ()))
returns((int, []))
returns((list, (), None, [1]))
returns((dict, (), None, None, [1]))
returns((dict, (), None, None, iter([1])))
returns((int, (), 1, None, None, 7))
returns((copyreg.__newobj__, ()))
returns((copyreg.__newobj__, (int,)))
returns((copyreg.__newobj_ex__, (int, (1,))))
returns((copyreg.__newobj_ex__, (int, 1, {})))
returns((list, (), None, iter("ab")))
returns((dict, (), None, None, iter([("k", "v")])))
