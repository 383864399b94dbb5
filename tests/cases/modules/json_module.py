import json

value = {"name": "Ann", "n": [1, 2.5, None, True, False], "nested": {"é": "中\n\"q\""}, "empty": [[], {}]}
text = json.dumps(value)
print(text)
print(json.dumps(value, ensure_ascii=False), json.dumps({"b": 1, "a": 2}, sort_keys=True), json.dumps([1, 2], separators=(",", ":")))
print(json.dumps(value, indent=2))
print(json.loads(text) == value, json.loads('[1, 2.0, "x", null, true, {"a": -1e3}]'), json.loads('"\\u4e2d\\n"'), json.loads(" 5 "))
print(json.dumps({1: "int key", None: 0, True: 1, 1.5: 2}), json.dumps((1, 2)), json.dumps("é"), json.dumps(float("inf")), json.dumps(1e20))
for bad in ("{", "[1,]", "nope", '{"a" 1}', "", "[1] x", "{'a': 1}", '"unfinished'):
    try:
        json.loads(bad)
    except json.JSONDecodeError as error:
        print(error)
try:
    json.dumps({1, 2})
except TypeError as error:
    print(error)
print(json.dumps({"s": {1}}, default=sorted), issubclass(json.JSONDecodeError, ValueError))
with open("data.json", "w") as f:
    json.dump(value, f)
with open("data.json") as f:
    print(json.load(f) == value)
