import sys

data = [3, 0, 7, 2]
while (item := data.pop()) != 0:
    print("popped", item)
if (n := len(data)) > 0:
    print("left", n)
print([y for x in range(5) if (y := x * x) > 3], y)


def pick(x):
    return "neg" if x < 0 else "zero" if x == 0 else "pos"


print(pick(-1), pick(0), pick(1))
print(0 or "default", "a" and "b", None or 0 or [], 1 and 0 and 2, not [], not "x")


def loud(x):
    print("eval", x)
    return x


print(loud(0) and loud(1))
print(loud(0) or loud(2))
print(loud(1) < loud(2) < loud(0) < loud(9))
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
print(1 if [] else 2, [1, 2, 3][0 if False else -1])
assert True, "not shown"
try:
    assert 1 == 2, f"values {1} {2}"
except AssertionError as error:
    print(repr(error))
try:
    assert False
except AssertionError as error:
    print(repr(error), error.args)
print(1 in [1], 1 not in [1], "a" in "abc", 5 in {5: 0}, None is None, [] is not [])
pass; ...
print(..., Ellipsis is ...)
