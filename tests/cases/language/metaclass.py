class Registry(type):
    classes = []

    def __new__(mcs, name, bases, namespace, **options):
        cls = super().__new__(mcs, name, bases, namespace)
        mcs.classes.append((name, sorted(options)))
        return cls

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)

    def __len__(cls):
        return len(cls.__name__)


class Plugin(metaclass=Registry):
    pass


class Export(Plugin, fast=True):
    pass


print(Registry.classes, type(Export).__name__, len(Export))


class Singleton(type):
    _instances = {}

    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]


class Config(metaclass=Singleton):
    def __init__(self, value):
        self.value = value


print(Config(1) is Config(2), Config(3).value, isinstance(Config, Singleton))


class Base:
    subclasses = []

    def __init_subclass__(cls, label="none", **kwargs):
        super().__init_subclass__(**kwargs)
        Base.subclasses.append((cls.__name__, label))


class One(Base, label="first"):
    pass


class Two(Base):
    pass


print(Base.subclasses)
Dynamic = type("Dynamic", (Base,), {"x": 5, "get": lambda self: self.x})
print(Dynamic().get(), Dynamic.__name__, Base.subclasses[-1], type(Dynamic))
