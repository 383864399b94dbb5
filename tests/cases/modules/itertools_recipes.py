import collections
import functools
import itertools
import operator


def batched(values, n):
    it = iter(values)
    while batch := list(itertools.islice(it, n)):
        yield batch


def sliding(values, n):
    window = collections.deque(maxlen=n)
    for v in values:
        window.append(v)
        if len(window) == n:
            yield tuple(window)


def unique(values):
    seen = set()
    for v in values:
        if v not in seen:
            seen.add(v)
            yield v


def powerset(values):
    values = list(values)
    return itertools.chain.from_iterable(itertools.combinations(values, r) for r in range(len(values) + 1))


def roundrobin(*iterables):
    queues = collections.deque(map(iter, iterables))
    while queues:
        it = queues.popleft()
        for v in it:
            yield v
            queues.append(it)
            break


print(list(batched(range(7), 3)), list(sliding("abcd", 2)), list(unique("mississippi")), list(powerset("abc")), list(roundrobin("abc", "d", "ef")))
print(functools.reduce(operator.mul, itertools.takewhile(lambda n: n < 20, itertools.accumulate(itertools.count(1)))), sum(itertools.islice((n * n for n in itertools.count()), 5)))
print([(k, sum(v for _, v in g)) for k, g in itertools.groupby(sorted([("b", 1), ("a", 2), ("b", 3)]), key=operator.itemgetter(0))])
print(list(zip(*[iter("abcdef")] * 2)), list(itertools.starmap(operator.add, zip([1, 2], [3, 4]))), dict(zip(itertools.count(), "xy")))
a, b, c = itertools.tee("ab", 3)
print(list(a), next(b), list(c), list(b), list(itertools.islice(itertools.cycle([1, 2]), 1, 6, 2)))
