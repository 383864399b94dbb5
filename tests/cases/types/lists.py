a = [3, 1, 2]
a.append(5)
a.extend([4, 4])
a.insert(0, 9)
a.insert(-1, 8)
a.insert(100, 7)
print(a, len(a), a.index(4), a.count(4), a.pop(), a.pop(0), a)
a.remove(4)
a.reverse()
print(a, a[::-1], a.copy() == a, a.copy() is a)
a.sort()
print(a, sorted(a, reverse=True), sorted(["bb", "a", "CCC"], key=len), sorted(["b", "A"], key=str.lower))
words = ["pear", "fig", "apple", "kiwi"]
words.sort(key=lambda w: (len(w), w), reverse=True)
print(words, words.sort(), words)
print([1, 2] + [3], [0] * 3, [1, 2] * 2, [1, 2] == [1, 2], [1, 2] < [1, 3], [2] > [1, 9], [] < [0], [1] != (1,))
print(list("abc"), list(range(3)), list({"k": 1}), list(), [[]] * 2, 2 in [1, 2], [1, [2, [3]]])
a.clear()
print(a, bool(a), [None] * 2)
x = [1, 2]
x += (3, 4)
x *= 2
print(x, sum(x), min(x), max(x), x.index(3, 3))
r = [1]
r.append(r)
print(r, r == r, r[1] is r)
stable = sorted([("b", 2), ("a", 2), ("c", 1)], key=lambda p: p[1])
print(stable)
for f in (lambda: [].pop(), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1][1], lambda: [1, "a"].sort(), lambda: [1] + (2,),
          lambda: [1].pop(5), lambda: [1] * "a", lambda: sorted(5), lambda: [].nope, lambda: hash([])):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
b = [5, 6]
try:
    b[2] = 1
except IndexError as error:
    print(error)
