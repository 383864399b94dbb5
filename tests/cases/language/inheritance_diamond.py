class Base:
    def __init__(self, **kwargs):
        print("Base", sorted(kwargs))

    def who(self):
        return ["Base"]


class Left(Base):
    def __init__(self, left, **kwargs):
        print("Left", left)
        super().__init__(**kwargs)

    def who(self):
        return ["Left"] + super().who()


class Right(Base):
    def __init__(self, right, **kwargs):
        print("Right", right)
        super().__init__(**kwargs)

    def who(self):
        return ["Right"] + super().who()


class Both(Left, Right):
    def who(self):
        return ["Both"] + super().who()


both = Both(left=1, right=2)
print(both.who())
print([c.__name__ for c in Both.__mro__])
print(super(Left, both).who())


class Mixin:
    def describe(self):
        return "<" + self.name() + ">"


class Named(Mixin):
    def name(self):
        return "named"


print(Named().describe())

try:
    class Broken(Base, Left):
        pass
except TypeError as error:
    print(str(error).split("\n")[0])
