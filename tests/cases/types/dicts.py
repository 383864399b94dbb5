d = {"b": 1, "a": 2}
d["c"] = 3
print(d, len(d), d["a"], d.get("z"), d.get("z", 0), "a" in d, 1 in d, list(d), bool({}))
print(d.keys(), d.values(), d.items(), sorted(d), max(d), min(d, key=d.get))
d["b"] = 10
print(d, d.pop("a"), d.pop("zz", None), d.setdefault("e", []), d.setdefault("b", 5), d)
d.update({"f": 1}, g=2)
d.update([("h", 3)])
print(d, d.popitem(), d.copy() == d)
del d["f"]
d["b"] = 0
print(d, list(reversed(d)), {**d, "x": 1}, d | {"y": 2}, dict(a=1), dict([("k", "v")]), dict(zip("ab", [1, 2])), dict.fromkeys("xy", 0))
for k, v in d.items():
    print(k, v, end="; ")
print()
keys = d.keys()
d["new"] = 1
print(list(keys), "new" in keys, keys & {"b", "new"} == {"b", "new"}, {"a": 1}.items() == {"a": 1}.items(), keys - {"b", "c", "e", "g"})
print({1: "int", True: "bool", 1.0: "float"}, {None: 0, (1, 2): 1, "s": 2})
print({"a": {"b": [1, {"c": None}]}}, {"x": 1, "y": 2} == {"y": 2, "x": 1}, {} != {1: 1})
r = {}
r["self"] = r
print(r, {i: i * i for i in range(4)})
d |= {"p": 9}
d.clear()
print(d, len(d))
for f in (lambda: {}["k"], lambda: {}[1], lambda: {}.pop("k"), lambda: {}.popitem(), lambda: {[]: 1}, lambda: dict([1]), lambda: {} < {}, lambda: {}.nope, lambda: {(1, "é"): 0}[0, "x"], lambda: dict(1)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
big = {i: str(i) for i in range(1000)}
for i in range(0, 1000, 2):
    del big[i]
print(len(big), list(big)[:3], sum(big))
