class A:
    def __init__(self):
        self.log = ["A"]

    def __repr__(self):
        return f"{type(self).__name__}{self.log}"

    @classmethod
    def make(cls):
        return cls()

    @staticmethod
    def version():
        return 1

    @property
    def size(self):
        return 1

    def __getitem__(self, i):
        return i


class B(A):
    def __init__(self):
        super().__init__()
        self.log.append("B")

    @classmethod
    def make(cls):
        made = super().make()
        made.log.append("made")
        return made

    @staticmethod
    def version():
        return A.version() + 1

    @property
    def size(self):
        return super().size + 1

    def __getitem__(self, i):
        return super().__getitem__(i) * 2

    def nested(self):
        def inner():
            return super(B, self).__getitem__(5)
        return inner(), [super(B, self).size for _ in range(2)]


class C(B):
    pass


print(B.make(), C.make(), C.version(), C().size, C()[4], B().nested())
print(super(C, C()).size, super(B, C()).size, isinstance(super(B, C()), super))
try:
    super(B, C()).nope
except AttributeError as error:
    print(error)
try:
    super(B, 5).x
except TypeError as error:
    print(error)


class List(list):
    def append(self, item):
        super().append(item * 2)


items = List([1])
items.append(2)
items.extend([3])
print(items, len(items), type(items).__name__, items + [1], isinstance(items, list))


class Text(str):
    def upper(self):
        return "<" + super().upper() + ">"


print(Text("abc").upper(), Text("x") == "x", {Text("k"): 1}["k"], type(Text("a") + "b").__name__)
