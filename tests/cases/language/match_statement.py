import dataclasses
import enum


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


@dataclasses.dataclass
class Point:
    x: int
    y: int


class Shape:
    __match_args__ = ("name", "sides")

    def __init__(self, name, sides):
        self.name, self.sides = name, sides


def describe(value):
    match value:
        case 0 | 1 | -1:
            return "small number"
        case True | None:
            return "constant"
        case "quit" | "exit":
            return "command"
        case Colour.RED:
            return "red"
        case Point(x=0, y=0):
            return "origin"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point(x, y=0):
            return f"on x axis at {x}"
        case Point():
            return "some point"
        case Shape("square" as s, 4):
            return f"{s}!"
        case int(n) if n > 100:
            return f"big {n}"
        case float() | bytearray():
            return "not whole"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [first, [a, b], *rest]:
            return f"nested {first} {a} {b} {rest}"
        case (x, y, *_):
            return f"many from {x} {y}"
        case {"type": "move", "by": (dx, dy)}:
            return f"move {dx},{dy}"
        case {"type": kind, **rest}:
            return f"{kind} {rest}"
        case str() as text:
            return f"text {text}"
        case _:
            return "something"


for value in (0, -1, 1.0, None, "quit", Colour.RED, Colour.BLUE, Point(0, 0), Point(3, 3), Point(5, 0), Point(1, 2),
              Shape("square", 4), Shape("circle", 0), 500, 50, 2.5, [], (7,), [1, (2, 3), 4, 5], (1, 2, 3),
              {"type": "move", "by": [1, 2]}, {"type": "say", "text": "hi"}, {}, "words", b"ab", {1}):
    print(describe(value))
