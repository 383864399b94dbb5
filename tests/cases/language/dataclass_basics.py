import dataclasses
from dataclasses import dataclass, field


@dataclass
class Item:
    name: str
    price: float = 1.0
    tags: list = field(default_factory=list)
    hidden: int = field(default=0, repr=False, compare=False)

    def total(self, n: int) -> float:
        return self.price * n


a = Item("pen", 2.5)
b = Item("pen", 2.5, hidden=9)
print(a, a == b, a != Item("ink"), a.total(4))
a.tags.append("x")
print(a.tags, b.tags, Item("z").tags)
print([f.name for f in dataclasses.fields(Item)])
print(dataclasses.asdict(a), dataclasses.astuple(b))
print(dataclasses.replace(a, name="pencil"))


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0


print(sorted([Version(2), Version(1, 5), Version(1)]), Version(1) < Version(1, 1))
print(hash(Version(1)) == hash(Version(1)), {Version(1): "one"}[Version(1, 0)])
try:
    Version(1).major = 5
except dataclasses.FrozenInstanceError as error:
    print(error)


@dataclass
class Base:
    x: int

    def __post_init__(self):
        self.double = self.x * 2


@dataclass
class Child(Base):
    y: int = 0


print(Child(1, 2), Child(4).double, Child.__annotations__, dataclasses.is_dataclass(Child))
try:
    Item()
except TypeError as error:
    print(error)
