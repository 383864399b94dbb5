import functools
import operator

people = [("Ann", 31, 1.7), ("Bob", 25, 1.8), ("Cid", 31, 1.6), ("Dan", 25, 1.75)]
print(sorted(people, key=operator.itemgetter(1)))
print(sorted(people, key=operator.itemgetter(1, 2), reverse=True))
print([p[0] for p in sorted(people, key=lambda p: (-p[1], p[0]))])
print(sorted(["10", "9", "1"], key=int), sorted(["b", "A", "c"], key=str.casefold), sorted("bBaA"))
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
calls = []


def key(x):
    calls.append(x)
    return -x


print(sorted([2, 3, 1], key=key), calls)
values = [5, 2, 9]
values.sort(key=lambda v: v % 5)
print(values)


def bad(x):
    if x == 2:
        raise ValueError("bad key")
    return x


try:
    sorted([1, 2, 3], key=bad)
except ValueError as error:
    print(error)
print(max(people, key=lambda p: p[2])[0], min(people, key=operator.itemgetter(1, 0))[0])


class Task:
    def __init__(self, priority):
        self.priority = priority

    def __lt__(self, other):
        return self.priority < other.priority


print([t.priority for t in sorted([Task(3), Task(1), Task(2)])], max(Task(1), Task(5)).priority)
print(sorted([[2, 1], [1, 5], [1]]), sorted([(1, "b"), (1, "a"), (0, "z")], reverse=True), sorted([True, 0, 2.5, -1]))
import random
random.seed(4)
data = [random.randrange(50) for _ in range(200)]
ordered = sorted((v, i) for i, v in enumerate(data))
stable = sorted(range(200), key=data.__getitem__)
print([i for _, i in ordered] == stable, sorted(data) == sorted(data[::-1]), sorted(data, reverse=True) == sorted(data)[::-1])
