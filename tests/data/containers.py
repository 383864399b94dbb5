"""Makes the tables of containers that the unit tests read: run with CPython 3.11 in this folder."""

import random

random.seed(20)


def line(*parts):
    return "\t".join(" ".join(map(str, part)) if isinstance(part, (list, tuple, set, frozenset)) else str(part) for part in parts) + "\n"


with open("sets.tsv", "w") as out:
    for _ in range(120):
        top = random.choice([10, 40, 300, 10**6, 2**62])
        make = lambda: [random.randrange(-top, top) for _ in range(random.choice([0, 1, 3, 5, 9, 20, 60, 200]))]
        left, right = make(), make()
        if random.random() < 0.5:
            right = left[: len(left) // 2] + right[:10]
        a, b = set(), set()
        for item in left:
            a.add(item)
        for item in right:
            b.add(item)
        out.write(line("add", left, [], list(a)))
        out.write(line("copy", left, [], list(a.copy())))
        out.write(line("|", left, right, list(a | b)))
        out.write(line("&", left, right, list(a & b)))
        out.write(line("-", left, right, list(a - b)))
        out.write(line("^", left, right, list(a ^ b)))
        for kind in ("|=", "-=", "^=", "&="):
            c = set()
            for item in left:
                c.add(item)
            if kind == "|=":
                c |= b
            elif kind == "-=":
                c -= b
            elif kind == "^=":
                c ^= b
            else:
                c &= b
            out.write(line(kind, left, right, list(c)))
        c = set()
        for item in left:
            c.add(item)
        steps = []
        for _ in range(60):
            item = random.randrange(30)
            if random.random() < 0.5:
                steps.append(item)
                c.add(item)
            else:
                steps.append(-1 - item)
                c.discard(item)
        out.write(line("churn", left, steps, list(c)))
        c = set()
        for item in left:
            c.add(item)
        count = len(c) // 3
        for _ in range(count):
            c.pop()
        out.write(line("pop", left, [0] * count, list(c)))

with open("hashes.tsv", "w") as out:
    for value in [0, 1, -1, -2, 2**61 - 1, 2**61, -2**61, 2**63 - 1, -2**63, 10**30, -10**40, 12345678901234567890]:
        out.write(line("int", str(value), hash(value)))
    for value in [0.5, -0.5, 1.0, 1e300, -1e-300, 5e-324, 3.14159, 2.0**70, float("inf"), float("-inf"), 0.1, -123.75]:
        out.write(line("float", repr(value), hash(value)))
    for value in [(), (1,), (1, 2), (2, 1), (-1, -2), tuple(range(20)), (2**62, 0)]:
        out.write(line("tuple", value, hash(value)))
    for value in [(), (1,), (1, 2, 3), tuple(range(50))]:
        out.write(line("frozenset", value, hash(frozenset(value))))

with open("slices.tsv", "w") as out:
    bounds = [None, 0, 1, 3, 5, 9, -1, -2, -6, 100, -100, 2**63 - 1, -(2**63)]
    for length in (0, 1, 5):
        for start in bounds:
            for stop in bounds:
                for step in (None, 1, 2, -1, -3, 10, -(2**63)):
                    out.write(line(length, start, stop, step, list(range(length))[start:stop:step]))
