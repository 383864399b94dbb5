def f(*args, **kwargs):
    return args, kwargs


a, b = [1, 2], {"x": 1}
print(f(*a, 3, *a, **b, y=2), f(*"ab", *range(2)), [*a, *[]], {**b, **{"x": 9}}, (*a,), {*a})
first, *_, last = range(5)
(a1, *b1), c1 = [1, 2, 3], 4
print(first, last, a1, b1, c1)
for x, *rest in [(1, 2, 3), (4,)]:
    print(x, rest)
*head, = "xyz"
print(head, [*map(str, range(3))], *[1, 2], sep="|")
print(dict(**{"a": 1}, b=2), max(*[3, 1]), print(*[], sep=","), "{} {}".format(*[1, 2]), "{k}".format(**{"k": "v"}))


def ret():
    return 1, *[2, 3]


def gen():
    yield 0, *[1]


print(ret(), list(gen()), [*(i for i in range(3))], {**{str(i): i for i in range(2)}})
(x, y), z = (1, 2), 3
[p, [q, *r]] = [1, [2, 3, 4]]
print(x, y, z, p, q, r)
i = 0
i, a[i] = 1, "set"
print(a)
