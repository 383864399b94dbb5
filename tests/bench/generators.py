# Generators, yield from, send, and chains of them.
def naturals(n):
    i = 0
    while i < n:
        yield i
        i += 1


def pick(source, k):
    for x in source:
        if x % k:
            yield x


def walk(lo, hi):
    if lo < hi:
        mid = (lo + hi) // 2
        yield from walk(lo, mid)
        yield mid
        yield from walk(mid + 1, hi)


def averager():
    total = count = 0
    value = yield 0
    while True:
        total += value
        count += 1
        value = yield total // count


chain = naturals(1000000)
for k in (2, 3, 5, 7):
    chain = pick(chain, k)
a = averager()
next(a)
last = 0
for n in range(1000000):
    last = a.send(n)
print(sum(chain), sum(walk(0, 120000)), last, sum(x * x for x in naturals(1300000)))
