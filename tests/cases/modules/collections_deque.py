from collections import deque

d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
print(d, len(d), d[0], d[-1], d.pop(), d.popleft(), d)
d.extend("ab")
d.extendleft([8, 9])
print(d, list(d), 2 in d, d.index("a"), d.count(1))
d.rotate(2)
print(d)
d.rotate(-3)
print(d)
d.remove("a")
d.insert(1, "ins")
d.reverse()
print(d, list(reversed(d)), d.copy() == d)
recent = deque(maxlen=3)
for n in range(6):
    recent.append(n)
print(recent, recent.maxlen, deque("abcd", 2))
recent.appendleft(99)
print(recent, bool(deque()), deque([1]) + deque([2]), deque([1, 2]) * 2, deque([1]) < deque([2]))
recent.clear()
print(recent, deque([1, [2]]) == deque([1, [2]]), deque([1]) == [1])
for bad in (lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1])[3], lambda: deque([1]).remove(2), lambda: deque(5), lambda: deque(maxlen=-1)):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
d = deque([1, 2, 3])
d[1] = "two"
del d[0]
print(d, [x for x in d], sum(deque([1, 2])))
try:
    for x in d:
        d.append(x)
except RuntimeError as error:
    print(error)
