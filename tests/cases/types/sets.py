a = {1, 2, 3}
b = {3, 4}
print(sorted(a | b), a & b, sorted(a - b), sorted(a ^ b), a >= {1, 2}, a < a, a.isdisjoint({9}), {1} <= a)
a.add(5)
a.add(1)
a.discard(99)
a.remove(2)
print(sorted(a), len(a), 5 in a, sorted(a.union([7], (8,))), a.intersection([5]), sorted(a.difference([5])), sorted(a.symmetric_difference([5, 6])))
a.update([10, 11])
a -= {10}
a |= {20}
a &= {1, 3, 20}
a ^= {3, 4}
print(sorted(a), a == {1, 4, 20}, set() == frozenset(), {1, 2} == frozenset([2, 1]))
print(set(), frozenset(), frozenset([1]), {1}, type({}), {(1, 2)}, {"a"}, set("aa"))
f = frozenset("ab")
print(sorted(f), hash(f) == hash(frozenset("ba")), {f: 1}[frozenset("ba")], sorted(f | {"c"}), type(f | {"c"}).__name__)
print(sorted({x % 3 for x in range(10)}), sum({1, 2, 2}), max({3, 9}), sorted(set([1, 1.0, True, 2])))
one = {7}
print(one.pop(), one, one.copy() is one)
one.clear()
print({1, 2}.issubset({1, 2, 3}), {1, 2}.issuperset([1]), bool(set()), {0} > set())
for g in (lambda: {1}.remove(2), lambda: set().pop(), lambda: {[]}, lambda: {1} | [2], lambda: f.add(1), lambda: {1} < 2, lambda: hash({1})):
    try:
        print(g())
    except Exception as error:
        print(type(error).__name__, error)
s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as error:
    print(error)
