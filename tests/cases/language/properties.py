class Celsius:
    def __init__(self, value=0):
        self.value = value

    @property
    def value(self):
        """Degrees."""
        return self._value

    @value.setter
    def value(self, value):
        if value < -273.15:
            raise ValueError("below absolute zero")
        self._value = value

    @value.deleter
    def value(self):
        print("deleting")
        del self._value

    @property
    def fahrenheit(self):
        return self.value * 9 / 5 + 32


c = Celsius(25)
print(c.value, c.fahrenheit)
c.value += 5
print(c.value, c.fahrenheit)
try:
    c.value = -300
except ValueError as error:
    print(error)
try:
    c.fahrenheit = 1
except AttributeError as error:
    print(error)
del c.value
print(hasattr(c, "value"))
print(Celsius.value.__doc__, type(Celsius.value).__name__)


class Lazy:
    size = property(lambda self: 42, doc="always 42")


print(Lazy().size, Lazy.size.__doc__)
