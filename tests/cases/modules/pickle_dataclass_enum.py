import enum
import functools
import operator
import pickle
import types
from dataclasses import dataclass, field


@dataclass
class Job:
    number: int
    tags: list = field(default_factory=list)


@dataclass(frozen=True)
class Fixed:
    x: int


class Colour(enum.Enum):
    RED = 1
    BLUE = "b"


class Flags(enum.Flag):
    A = 1
    B = 2


class Level(enum.IntEnum):
    LOW = 1


for value in (Job(1, ["a"]), Fixed(3), Colour.RED, Colour.BLUE, Flags.A | Flags.B, Level.LOW, [Colour.RED, Colour.RED],
              types.SimpleNamespace(a=1, b=[2])):
    for protocol in (2, 4, 5):
        data = pickle.dumps(value, protocol)
        shown = "..." if "Colour" in repr(value) or isinstance(value, enum.Enum) else data
        print(protocol, shown, pickle.loads(data) == value)
print(pickle.loads(pickle.dumps(Colour.RED)) is Colour.RED)
p = functools.partial(print, 1, sep="-")
print(pickle.dumps(p))
pickle.loads(pickle.dumps(p))(2, 3)
q = functools.partial(operator.add, 5)
q.note = "n"
r = pickle.loads(pickle.dumps(q))
print(r(1), r.note, r.func is operator.add)
