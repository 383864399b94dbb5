import pickle

deep = None
for _ in range(100000):
    deep = [deep]
try:
    pickle.dumps(deep)
except RecursionError as error:
    print(error)
data = b"]" * 100000 + b"a" * 99999 + b"."
print(len(pickle.loads(data)))
numbers = list(range(100000))
assert pickle.loads(pickle.dumps(numbers)) == numbers
words = [f"word {i}" for i in range(100000)]
assert pickle.loads(pickle.dumps(words)) == words
table = {i: str(i) for i in range(50000)}
assert pickle.loads(pickle.dumps(table)) == table


class Item:
    def __init__(self, i):
        self.i = i
        self.name = f"item {i}"


items = pickle.loads(pickle.dumps([Item(i) for i in range(10000)]))
print(len(items), items[-1].name, len(pickle.dumps(items)))
for depth in (1, 10, 200):
    nested = ()
    for _ in range(depth):
        nested = (nested, depth)
    assert pickle.loads(pickle.dumps(nested)) == nested
print("done")
