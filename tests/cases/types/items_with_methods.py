from collections import OrderedDict, deque


class P:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n

    def __repr__(self):
        return f"P{self.n}"


# Items whose methods are the program's own.
print(deque([P(1), P(2)]), deque([P(1)], maxlen=3))
print(deque([P(1)]) == deque([P(1)]), deque([P(1)]) == deque([P(2)]), deque([P(1)]) != deque([P(1)]))
print(deque([P(1)]) == [P(1)], [P(1)] == deque([P(1)]), deque([P(1)]) == deque([P(1), P(1)]))
print(deque([P(1), P(2)]) < deque([P(1), P(3)]), deque([P(2)]) < deque([P(1)]), deque([P(2)]) > deque([P(1)]))
print(deque([OrderedDict(a=1)]) == deque([OrderedDict(a=1)]), repr(deque([OrderedDict(a=1)])))
print(slice(P(1), P(2)) == slice(P(1), P(2)), slice(P(1), None) == slice(P(2), None), slice(P(1), 2))
own = deque([P(1)])
own.append(own)
print(own)
try:
    print(deque([P(1)]) < [P(1)])
except TypeError as error:
    print(error)
print(P(2) in deque([P(1), P(2)]), deque([P(1), P(2)]).index(P(2)), deque([P(1), P(1)]).count(P(1)))
items = deque([P(1), P(2)])
items.remove(P(1))
print(items)
try:
    items.index(P(9))
except ValueError as error:
    print(error)
try:
    items.remove(P(9))
except ValueError as error:
    print(error)
try:
    deque([1]).remove(9)
except ValueError as error:
    print(error)


class Told:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return self.n == other.n

    def __str__(self):
        return f"K{self.n}"

    def __repr__(self):
        return f"<K {self.n}>"


a, b, c = Told(1), Told(2), Told(1)
print({a, b} == {c, b}, {a} == {b}, {a} <= {c, b}, {a, b} > {c}, frozenset([a]) == {c}, {a, b} < {c})
print({a: [1]}.items() == {c: [1]}.items(), {a: 1}.keys() == {c: 1}.keys(), {a: 1}.items() == {c: 2}.items())
print("{} {!r} {!s:>5} {!a}".format(a, a, a, a), "%s %r %a %5s" % (a, a, a, a), f"{a} {a!r} {a!a} {a!s:>4}")
for template in ("{!x}", "{.n!r:>4}"):
    try:
        print(template.format(a))
    except ValueError as error:
        print(error)
