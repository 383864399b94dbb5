# Lists: append, index, swap, slices, sorting with and without a key.
import random

rng = random.Random(1)
values = [rng.randrange(1000000) for _ in range(130000)]


def bubble(items):
    items = items[:]
    for i in range(len(items)):
        for j in range(len(items) - 1 - i):
            if items[j] > items[j + 1]:
                items[j], items[j + 1] = items[j + 1], items[j]
    return items


def quick(items):
    if len(items) < 2:
        return items
    pivot = items[len(items) // 2]
    low = [x for x in items if x < pivot]
    high = [x for x in items if x > pivot]
    return quick(low) + [x for x in items if x == pivot] + quick(high)


def josephus(n, k):
    ring, at, out = list(range(n)), 0, []
    while ring:
        at = (at + k - 1) % len(ring)
        out.append(ring.pop(at))
    return out[-1]


ordered = sorted(values)
assert quick(values) == ordered and bubble(values[:700]) == sorted(values[:700])
by_digits = sorted(values, key=lambda v: (v % 1000, v))
stack = []
for v in values:
    stack.append(v)
    if v % 3 == 0:
        stack.pop()
print(ordered[::10000], by_digits[0], len(stack), josephus(20000, 7), sum(values[::7]))
