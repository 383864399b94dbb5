import copy

a = [1, [2, 3], {"k": [4]}]
shallow, deep = copy.copy(a), copy.deepcopy(a)
a[1].append(99)
a[2]["k"].append(98)
print(shallow, deep, shallow[1] is a[1], deep[1] is a[1])
loop = [1]
loop.append(loop)
twin = copy.deepcopy(loop)
print(twin[1] is twin, twin is loop)


class Node:
    def __init__(self, value):
        self.value = value
        self.link = self


n = Node([1])
m = copy.deepcopy(n)
k = copy.copy(n)
print(m.value == [1], m.value is n.value, m.link is m, k.value is n.value, k.link is n, type(m).__name__)


class Custom:
    def __init__(self, n):
        self.n = n

    def __copy__(self):
        return Custom(self.n + 1)

    def __deepcopy__(self, memo):
        return Custom(self.n + 100)


print(copy.copy(Custom(1)).n, copy.deepcopy([Custom(1)])[0].n)
print(copy.deepcopy((1, [2])), copy.copy({1, 2}) == {1, 2}, copy.copy("s"), copy.deepcopy({"a": (1, [2])}), copy.deepcopy(None))
shared = [0]
pair = copy.deepcopy([shared, shared])
print(pair[0] is pair[1])
