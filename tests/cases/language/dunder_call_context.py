class Timer:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind.__name__ if kind else None, value, tb is not None)
        return self.name == "quiet"


with Timer("a") as a, Timer("b") as b:
    print(a, b)

with Timer("quiet"):
    raise KeyError("swallowed")

try:
    with Timer("loud") as x:
        raise ValueError("passes")
except ValueError as error:
    print("caught", error)


def leave():
    with Timer("return"):
        return "value"


print(leave())
for i in range(3):
    with (
        Timer("loop") as one,
    ):
        if i == 0:
            continue
        break


class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, *args, scale=1):
        return scale * (self.n + sum(args))


add = Adder(10)
print(add(), add(1, 2), add(1, scale=2), callable(add), callable(3))
try:
    with 5:
        pass
except TypeError as error:
    print(error)
