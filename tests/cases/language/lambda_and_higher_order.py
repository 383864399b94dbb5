compose = lambda *fs: (lambda x: x) if not fs else lambda x: fs[0](compose(*fs[1:])(x))
print(compose(str, lambda n: n + 1, len)("four"))
curry = lambda f: lambda a: lambda b: f(a, b)
print(curry(pow)(2)(10), (lambda: (yield))().__class__.__name__)
fact = (lambda f: lambda n: f(f, n))(lambda f, n: 1 if n < 2 else n * f(f, n - 1))
print(fact(10))
ops = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "max": max}
print([ops[k](7, 3) for k in ops], list(map(lambda p: p[0] * p[1], [(1, 2), (3, 4)])))


def apply(times):
    def decorator(f):
        def wrapped(x):
            for _ in range(times):
                x = f(x)
            return x
        return wrapped
    return decorator


@apply(3)
@apply(2)
def double(x):
    return x * 2


print(double(1), sorted("bca", key=lambda c: -ord(c)), (lambda a, *b, c=3, **d: (a, b, c, d))(1, 2, c=4, e=5))
print((lambda x, /, y=2: x + y)(1), [f(2) for f in (lambda x: x, lambda x: x * x)], (lambda: 0).__name__)


def pipeline(value, *steps):
    for step in steps:
        value = step(value)
    return value


print(pipeline(" 1,2,3 ", str.strip, lambda s: s.split(","), lambda parts: map(int, parts), sum))
print(max(["aa", "b", "cccc"], key=len), [*filter(lambda n: n & 1, range(6))])
