import enum


class Colour(enum.Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    def hot(self):
        return self is Colour.RED


print(Colour.RED, repr(Colour.RED), Colour.RED.name, Colour.RED.value, Colour(2), Colour["GREEN"])
print(list(Colour), Colour.CRIMSON is Colour.RED, Colour.RED.hot(), len(Colour), Colour.RED in Colour, isinstance(Colour.RED, Colour))
print(Colour.RED == 1, Colour.RED != Colour.GREEN, {Colour.RED: "r"}[Colour.RED], list(Colour.__members__), f"{Colour.GREEN}")
for bad in (lambda: Colour(9), lambda: Colour["NOPE"], lambda: Colour.BLUE, lambda: setattr(Colour, "RED", 5)):
    try:
        print(bad())
    except (ValueError, KeyError, AttributeError) as error:
        print(type(error).__name__, error)


class State(enum.Enum):
    IDLE = enum.auto()
    BUSY = enum.auto()


print([s.value for s in State], State.IDLE)


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 10


print(Level.HIGH > 5, Level.LOW + 1, sorted([Level.HIGH, Level.LOW]), Level.LOW == 1, f"{Level.LOW}", repr(Level.LOW), int(Level.HIGH))


class Perm(enum.Flag):
    READ = 1
    WRITE = 2
    BOTH = READ | WRITE


print(Perm.READ | Perm.WRITE, Perm.READ in Perm.BOTH, bool(Perm.READ & Perm.WRITE), Perm.BOTH.value)


class Planet(enum.Enum):
    EARTH = (5.97e24, 6.37e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius


print(Planet.EARTH.mass, Planet.EARTH.value)
print(enum.Enum("Animal", "CAT DOG").DOG.value, enum.unique(State) is State)


class Mood(str, enum.Enum):
    GOOD = "good"


print(Mood.GOOD == "good", Mood.GOOD.upper(), Mood("good"))
