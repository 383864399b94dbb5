import itertools as it
import operator

print(list(it.chain([1], "ab", (2,))), list(it.chain.from_iterable([[1], [2, 3]])), list(it.islice(it.count(10, 5), 3)))
print(list(it.islice(range(10), 2, 8, 3)), list(it.islice("abc", 2)), list(it.takewhile(lambda x: x < 3, range(9))), list(it.dropwhile(lambda x: x < 7, range(9))))
print(list(it.accumulate([1, 2, 3, 4])), list(it.accumulate([1, 2, 3], operator.mul)), list(it.accumulate([1, 2], initial=10)))
print(list(it.product("ab", [1, 2])), list(it.product([0, 1], repeat=2)), list(it.permutations([1, 2, 3], 2)), list(it.combinations("abcd", 3)))
print(list(it.combinations_with_replacement("ab", 2)), list(it.permutations("ab")), list(it.repeat("x", 3)), list(it.islice(it.cycle("ab"), 5)))
print([(k, list(g)) for k, g in it.groupby("aabbbca")], [(k, len(list(g))) for k, g in it.groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)])
print(list(it.zip_longest("abc", [1], fillvalue="-")), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.compress("abcd", [1, 0, 1, 0])), list(it.filterfalse(lambda x: x % 2, range(5))))
a, b = it.tee(iter([1, 2, 3]))
print(next(a), list(b), list(a), list(it.pairwise("abcd")))
counter = it.count()
print(next(counter), next(counter), next(it.count(2.5, 0.5)), list(zip(it.count(), "ab")), list(it.chain()))
for bad in (lambda: it.islice([], -1), lambda: list(it.chain(5)), lambda: it.repeat()):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
