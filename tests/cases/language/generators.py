def countdown(n):
    print("start")
    while n > 0:
        yield n
        n -= 1
    print("end")
    return "done"


g = countdown(2)
print(next(g))
print(next(g))
try:
    next(g)
except StopIteration as stop:
    print("value", stop.value)
print(next(g, "exhausted"), list(g))


def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        total += value
        count += 1
        average = total / count


a = averager()
next(a)
print(a.send(10), a.send(20), a.send(60))
a.close()
try:
    a.send(1)
except StopIteration as stop:
    print("closed", stop.value)

fresh = averager()
try:
    fresh.send(5)
except TypeError as error:
    print(error)


def chain(*parts):
    for part in parts:
        yield from part


print(list(chain("ab", range(2), [None])))
squares = (n * n for n in range(5) if n % 2)
print(squares.__next__(), sum(squares), type(squares).__name__)
first, *rest = countdown(3)
print(first, rest)
print(max(countdown(2)), 1 in countdown(3))


def infinite():
    n = 0
    while True:
        yield n
        n += 1


for n in infinite():
    if n > 3:
        break
print(n)
