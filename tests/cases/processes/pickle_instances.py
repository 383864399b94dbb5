import pickle


class Point:
    kind = "point"

    def __init__(self, x, y):
        print("__init__ runs")
        self.x, self.y = x, y

    def norm(self):
        return self.x + self.y


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a):
        self.a = a


class Stack(list):
    def __init__(self, *items):
        super().__init__(items)
        self.label = "stack"


p = Point(1, [2])
p.extra = {"more": True}
copy = pickle.loads(pickle.dumps(p))
print(vars(copy), type(copy) is Point, copy.kind, copy is p, copy.y is p.y)
s = pickle.loads(pickle.dumps(Slotted(5)))
print(s.a, hasattr(s, "b"))
t = pickle.loads(pickle.dumps(Stack(1, 2)))
print(t, t.label, type(t).__name__)
bound = pickle.loads(pickle.dumps(Point(3, 4).norm))
print(bound(), pickle.loads(pickle.dumps(Point)) is Point, pickle.loads(pickle.dumps("abc".upper))())
Point.kind = "changed since"
print(pickle.loads(pickle.dumps(p)).kind)
