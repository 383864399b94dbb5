import functools


def trace(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("call", function.__name__, args, kwargs)
        result = function(*args, **kwargs)
        print("done", result)
        return result
    return wrapper


def repeat(times):
    def decorate(function):
        def wrapper(*args):
            return [function(*args) for _ in range(times)]
        return wrapper
    return decorate


@trace
def add(a, b=1):
    """Add two numbers."""
    return a + b


@repeat(3)
@trace
def greet(name):
    return "hi " + name


add(2)
add(2, b=5)
print(greet("Bo"))
print(add.__name__, add.__doc__, add.__wrapped__.__name__)


class CountCalls:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@CountCalls
def square(x):
    return x * x


print([square(i) for i in range(4)], square.calls)


def tagged(cls):
    cls.tag = cls.__name__.lower()
    return cls


@tagged
class Thing:
    pass


print(Thing.tag)
