import functools


@functools.total_ordering
class Version:
    def __init__(self, text):
        self.parts = [int(p) for p in text.split(".")]

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts

    def __hash__(self):
        return hash(tuple(self.parts))

    def __repr__(self):
        return ".".join(map(str, self.parts))


a, b, c = Version("1.2"), Version("1.10"), Version("1.2")
print(a == c, a != b, a < b, a <= c, b > a, b >= c, a == "1.2", a != 3)
print(sorted([b, a, c]), max(a, b), min(b, c))
print(len({a, b, c}), {a: "x"}[c])
try:
    a < 3
except TypeError as error:
    print(error)


class NoHash:
    def __eq__(self, other):
        return True


try:
    {NoHash(): 1}
except TypeError as error:
    print(error)
print(NoHash() == 5, NoHash() != 5, NoHash.__hash__)


class Plain:
    pass


p, q = Plain(), Plain()
print(p == p, p == q, p != q, hash(p) == hash(p))
try:
    p < q
except TypeError as error:
    print(error)
print(1 < 2 < 3, 1 < 3 > 2, 3 > 2 == 2, not 1 == 2)
