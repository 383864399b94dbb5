print([x * y for x in range(1, 4) for y in range(x)])
print([x for x in range(20) if x % 2 if x % 3])
print({word: len(word) for word in "the quick brown fox".split()})
print(sorted({c.lower() for c in "Hello World" if c.isalpha()}))
print([[row[i] for row in [[1, 2, 3], [4, 5, 6]]] for i in range(3)])
print(list(x + 1 for x in (y * 2 for y in range(4))))
print([(i, j) for i, j in zip("ab", [1, 2])], [a for a, *_ in [(1, 2, 3), (4, 5)]])
x = "outside"
print([x for x in range(3)], x)
print([y := 5, y ** 2], [last := n for n in range(4)], last)


class Scope:
    items = [1, 2, 3]
    doubled = [i * 2 for i in items]


print(Scope.doubled)


def local(k):
    return [k + i for i in range(3)], {k: [k * j for j in range(i)] for i in range(3)}


print(local(7))
print(any(n > 3 for n in [1, 2, 5]), all(n > 3 for n in []))
print({i: {j for j in range(i)} for i in range(3)})
print([lambda: i for i in range(3)][0]())
print([n if n % 2 else -n for n in range(6)])
print(dict((k, v) for v, k in enumerate("xyz")))
