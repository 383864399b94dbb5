class Temperature:
    scale = "C"

    def __init__(self, degrees):
        self.degrees = degrees

    @classmethod
    def from_fahrenheit(cls, degrees):
        return cls((degrees - 32) * 5 / 9)

    @staticmethod
    def is_cold(degrees):
        return degrees < 10

    @classmethod
    def name(cls):
        return cls.__name__ + cls.scale


class Kelvin(Temperature):
    scale = "K"

    @classmethod
    def name(cls):
        return "sub " + super().name()


t = Temperature.from_fahrenheit(50)
k = Kelvin.from_fahrenheit(212)
print(t.degrees, k.degrees, type(k).__name__)
print(Temperature.is_cold(5), t.is_cold(15))
print(Temperature.name(), k.name(), Kelvin.name())
bound = Kelvin.name
print(bound.__self__ is Kelvin, bound.__func__.__name__)
print(Temperature.__dict__["is_cold"].__func__(3))
