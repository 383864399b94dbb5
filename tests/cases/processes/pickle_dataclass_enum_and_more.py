import pickle
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from dataclasses import dataclass, field
from enum import Enum


@dataclass
class Order:
    item: str
    count: int = 1
    notes: list = field(default_factory=list)


@dataclass(frozen=True)
class Key:
    name: str


class Colour(Enum):
    RED = 1
    BLUE = "b"


Point = namedtuple("Point", "x y")
values = [Order("tea", 2, ["hot"]), Key("k"), Colour.RED, Colour, Point(1, 2), deque([1, 2], maxlen=3), Counter("aab")]
values += [defaultdict(int, a=1), OrderedDict(z=1, a=2), {Key("k"): Colour.BLUE}, bytearray(b"x")]
for value in values:
    copy = pickle.loads(pickle.dumps(value))
    print(copy, copy == value, type(copy) is type(value))
print(pickle.loads(pickle.dumps(Colour.BLUE)) is Colour.BLUE, pickle.loads(pickle.dumps(defaultdict(list)))["new"])
