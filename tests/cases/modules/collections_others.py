from collections import Counter, OrderedDict, defaultdict, namedtuple, ChainMap

c = Counter("mississippi")
print(c, c["s"], c["z"], c.most_common(2), sum(c.values()), sorted(c.elements())[:4], c.total())
c.update("ss")
c.subtract({"s": 1, "q": 2})
print(c["s"], c["q"], Counter(a=3, b=1) + Counter(a=1), Counter(a=3, b=1) - Counter(a=1, b=5), Counter(a=3) & Counter(a=1), Counter(a=3) | Counter(b=1))
print(+Counter(a=1, b=-1), Counter([1, 1, 2]), dict(Counter("ab")), Counter("aab") == Counter("aba"), Counter())
words = defaultdict(list)
for word in ("apple", "avocado", "bean"):
    words[word[0]].append(word)
print(words, dict(words), words["z"], "y" in words, words.get("y"), len(words))
counts = defaultdict(int, start=5)
counts["start"] += 1
counts["new"] += 1
print(counts, counts.default_factory)
nested = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 1
print(nested["a"]["b"], list(nested))
try:
    defaultdict()["x"]
except KeyError as error:
    print("KeyError", error)
o = OrderedDict([("b", 1), ("a", 2)])
o["c"] = 3
o.move_to_end("b")
print(o, o.popitem(last=False), list(o), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1) == {"a": 1})
o.move_to_end("b", last=False)
print(list(o), list(reversed(o)))
Point = namedtuple("Point", ["x", "y"])
print(Point(1, 2)._replace(y=5), Point(x=3, y=4)._asdict(), Point._fields)
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m["a"], m["b"], sorted(m), len(m), m.maps[1]["a"])
