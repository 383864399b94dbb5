class Animal:
    """An animal."""
    legs = 4

    def __init__(self, name):
        self.name = name

    def speak(self):
        return "..."


class Dog(Animal):
    def speak(self):
        return "woof"


d = Dog("rex")
print(type(d), type(d).__name__, d.__class__ is Dog, Dog.__name__, Dog.__base__, type(Dog), type(type))
print(isinstance(d, Animal), isinstance(d, (int, Dog)), isinstance(5, int | str), issubclass(Dog, object), isinstance(None, type(None)))
print(hasattr(d, "name"), getattr(d, "legs"), getattr(d, "nope", "default"), d.__dict__, vars(d) == d.__dict__)
setattr(d, "age", 3)
delattr(d, "name")
print(d.__dict__, callable(d.speak), callable(d), d.speak.__name__, d.speak.__self__ is d, Animal.__doc__, Dog.__doc__)
print([type(x).__name__ for x in (1, 1.0, "s", b"b", [], (), {}, set(), frozenset(), None, True, range(1), slice(1), ..., NotImplemented, len, print, int, lambda: 0, d.speak, Dog.speak, iter([]), (i for i in []), ValueError(), object(), bytearray(), type)])
print(type(1) is int, type("") == str, int.__name__, str(int), repr(Dog), type(ValueError), type(len), [].append.__name__)
print(id(d) == id(d), id(d) != id(Dog("x")), hash("a") == hash("a"), hash(None) == hash(None), hash(d) == hash(d))
o = object()
print(repr(o).startswith("<object object at 0x"), repr(d).startswith("<__main__.Dog object at 0x"), repr(d.speak).startswith("<bound method Dog.speak of <__main__.Dog"), repr(Dog.speak).startswith("<function Dog.speak at 0x"))
print(len, print, repr(lambda: 0)[:18], abs.__name__, [].append.__self__, str.upper, "a".upper.__name__)
try:
    d.nope
except AttributeError as error:
    print(error, "|", error.name, error.obj is d)
for f in (lambda: isinstance(1, 5), lambda: issubclass(1, int), lambda: getattr(1, 2), lambda: int.nope, lambda: setattr(1, "a", 2), lambda: d(), lambda: object().x, lambda: Dog(), lambda: vars(1), lambda: None.x):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
print(Dog.mro() == list(Dog.__mro__), Dog.__dict__["speak"].__qualname__, Animal.__subclasses__(), object.__bases__)
