from abc import ABC, abstractmethod
import collections.abc


class Shape(ABC):
    @abstractmethod
    def area(self):
        """The area."""

    @property
    @abstractmethod
    def name(self):
        ...

    def describe(self):
        return f"{self.name}: {self.area():.2f}"


class Circle(Shape):
    name = "circle"

    def __init__(self, r):
        self.r = r

    def area(self):
        return 3.14159 * self.r ** 2


class Half(Shape):
    def area(self):
        return 0


print(Circle(2).describe(), isinstance(Circle(1), Shape), Shape.__abstractmethods__ == {"area", "name"})
for cls in (Shape, Half):
    try:
        cls()
    except TypeError as error:
        print(error)
print(isinstance([], collections.abc.Sequence), isinstance({}, collections.abc.Mapping), isinstance(iter([]), collections.abc.Iterator))
print(isinstance(5, collections.abc.Iterable), isinstance("a", collections.abc.Iterable), isinstance(len, collections.abc.Callable), isinstance([], collections.abc.Hashable))
