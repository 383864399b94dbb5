# Classes: attributes, methods, properties, inheritance, operators.
class Vec:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y)

    def scaled(self, k):
        return Vec(self.x * k, self.y * k)

    @property
    def norm2(self):
        return self.x * self.x + self.y * self.y


class Shape:
    sides = 0

    def area(self):
        return 0

    def describe(self):
        return self.area() + self.sides


class Square(Shape):
    sides = 4

    def __init__(self, a):
        self.a = a

    def area(self):
        return self.a * self.a


class Cube(Square):
    def area(self):
        return 6 * super().area()


class Counter:
    def __init__(self):
        self.n = 0

    def step(self):
        self.n += 1
        return self


p, v = Vec(0, 0), Vec(1, 2)
total = 0
for i in range(400000):
    p = p + v.scaled(2)
    total += p.norm2 % 7
shapes = [Square(2), Cube(3), Shape()] * 40
for _ in range(3000):
    for shape in shapes:
        total += shape.describe()
c = Counter()
for _ in range(700000):
    c.step().step()
print(p.x, p.y, total, c.n)
