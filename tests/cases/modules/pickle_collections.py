import pickle
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple

Point = namedtuple("Point", "x y")


class Mine(namedtuple("Mine", "a b")):
    def total(self):
        return self.a + self.b


values = [deque(), deque([1, 2, 3]), deque([1, 2], 5), OrderedDict(), OrderedDict(a=1, b=2), defaultdict(list), defaultdict(int, a=1),
          defaultdict(None), Counter("hello"), Point(1, 2), Mine(3, 4), [Point(1, 2), Point(3, 4)]]
for protocol in range(2, 6):
    for value in values:
        data = pickle.dumps(value, protocol)
        back = pickle.loads(data)
        print(protocol, data, back == value, type(back) is type(value))
back = pickle.loads(pickle.dumps(defaultdict(list)))
back["x"].append(1)
print(back, pickle.loads(pickle.dumps(Mine(3, 4))).total(), pickle.loads(pickle.dumps(deque([1, 2], 2))).maxlen)
