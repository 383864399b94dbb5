t = (1, "two", 3.0)
print(t, len(t), t[1], t[-1], t[1:], t + (4,), t * 2, (1,), (), tuple("ab"), tuple([1]))
print(t.index(3.0), (1, 1, 2).count(1), 1 in t, (1, 2) < (1, 3), (1, 2) == (1, 2), hash((1, 2)) == hash((1, 2)))
a, *b = t
print(a, b, max((3, 1)), sorted((3, 1)), sum((1, 2)), {(1, 2): "key"}[1, 2])
print(((1, 2), [3], {"a": (4,)}), repr((None,)), str(("a",)), tuple(x for x in "xy"))
print(hash((1, 2, 3)), hash(()), hash((1, (2, 3))), hash((0.5, True)))
try:
    t[0] = 5
except TypeError as error:
    print(error)
try:
    t.append(1)
except AttributeError as error:
    print(error)
try:
    t[10]
except IndexError as error:
    print(error)
try:
    hash(([],))
except TypeError as error:
    print(error)
mutable = ([],)
try:
    mutable[0] += [1]
except TypeError as error:
    print(error, mutable)
from collections import namedtuple
P = namedtuple("P", "x y z", defaults=[0])
p = P(1, y=2)
print(p, p.x, p[1], p._asdict(), p._replace(x=9), P._fields, p == (1, 2, 0), isinstance(p, tuple))
x, y, z = p
print(x + y + z, P._make([7, 8, 9]), len(p), P.__doc__)
try:
    P(1)
except TypeError as error:
    print(error)
try:
    p.x = 5
except AttributeError as error:
    print(error)
