import pickle


class Pair:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def __reduce__(self):
        return Pair, (self.b, self.a)


class Log:
    def __init__(self):
        self.lines = []

    def append(self, line):
        self.lines.append(line)

    def extend(self, lines):
        self.lines.extend(lines)

    def __setitem__(self, key, value):
        self.lines.append((key, value))

    def __reduce__(self):
        return Log, (), {"state": 1}, iter(["x", "y"]), iter([("k", 5)])


class Rates(dict):
    def __reduce_ex__(self, protocol):
        return make_rates, (protocol >= 2,)


def make_rates(flag):
    return Rates(flag=flag)


p = pickle.loads(pickle.dumps(Pair(1, 2)))
print(p.a, p.b, vars(pickle.loads(pickle.dumps(Log()))), pickle.loads(pickle.dumps(Rates())))
