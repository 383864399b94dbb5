import collections
import datetime

value = {"list": [1, 2.0, "three", b"4", None, True], "tuple": (1, (2, (3,))), "set": {5}, "dict": {1: {2: {}}}, "empty": [(), [], {}, set(), "", b""]}
print(value)
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\\ \n \t \r \0 \x1b"), repr("é中"))
print([datetime.timedelta(seconds=5)], [range(2)], [slice(1, 2)], [Exception("x", 1)], [KeyError("k")], [int, str], [Ellipsis, NotImplemented])


class Node:
    def __init__(self, value, *children):
        self.value, self.children = value, children

    def __repr__(self):
        return f"Node({self.value!r}{''.join(', ' + repr(c) for c in self.children)})"


print(Node("root", Node(1), Node("x", Node(None))))
print([Node(1)], {"k": Node(2)}, (Node(3),), f"{Node(4)}", str(Node(5)))
a = [1]
b = {"a": a}
a.append(b)
print(a, b)
print(collections.deque([1, [2]], maxlen=5), collections.OrderedDict(a=1), collections.Counter("aab"), collections.defaultdict(int, x=1))
print([0.1, -0.0, 1e100, float("inf")], {1.0: 1}, (1e-7,), [True, False], [2 ** 70], [""])
