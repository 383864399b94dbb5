from ctypes import *


class Point(Structure):
    _fields_ = [("x", c_double), ("y", c_double)]


class Mixed(Structure):
    _fields_ = [("a", c_byte), ("b", c_int), ("p", Point), ("arr", c_short * 3), ("flag", c_bool), ("c", c_char), ("name", c_char * 5)]


def attempt(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


p = Point(1.5, y=2)
print(p.x, p.y, sizeof(p), Point.x, Point.y, Point.y.offset, Point.y.size)
p.x += 1
p.more = "plain attribute"
print(p.x, p.more)
attempt(lambda: Point(1, 2, 3))
attempt(lambda: Point(1, x=2))
attempt(lambda: setattr(p, "x", "a"))
attempt(lambda: p.z)
m = Mixed(1, 2, Point(3, 4), (c_short * 3)(5, 6), True, b"c", b"nam")
print(m.a, m.b, m.p.x, m.p.y, list(m.arr), m.flag, m.c, m.name, sizeof(m), alignment(m))
print([(name, getattr(Mixed, name).offset, getattr(Mixed, name).size) for name, _ in Mixed._fields_])
m.p.x = 9
m.arr[2] = 7
m.p = Point(10, 20)
m.name = b"abcde"
print(m.p.x, m.p.y, list(m.arr), m.name, bytes(m)[:8])
points = (Point * 3)((1.875, -6.25), (-5.75, 2.0), (2.375, 9.5))
print([(q.x, q.y) for q in points], points[1].y)
points[0] = Point(0, 1)
points[1] = (5, 6)
for q in points:
    q.x **= 2
print([(q.x, q.y) for q in points])
copy = Point.from_buffer_copy(bytes(points[1]))
print(copy.x, copy.y)
shared = bytearray(16)
over = Point.from_buffer(shared)
over.y = 1.0
print(shared)


class Both(Union):
    _fields_ = [("i", c_int), ("f", c_float), ("raw", c_ubyte * 4)]


u = Both()
u.f = 1.0
print(u.i, list(u.raw), sizeof(u))
u.i = 5
print(list(u.raw))


class Derived(Point):
    _fields_ = [("z", c_int)]


d = Derived(1, 2, 3)
print(d.x, d.y, d.z, sizeof(d), Derived.z.offset)


class Packed(Structure):
    _pack_ = 1
    _fields_ = [("a", c_byte), ("b", c_int)]


print(sizeof(Packed), Packed.b.offset, bytes(Packed(1, 2)))


class Later(Structure):
    pass


Later._fields_ = [("v", c_int)]
print(Later(4).v, sizeof(Later))


class Account(Structure):
    _fields_ = [("balance", c_long)]

    def deposit(self, amount):
        self.balance += amount
        return self.balance


print(Account(10).deposit(5))
attempt(lambda: Mixed(1, 2, (3, 4)).p.y)
attempt(lambda: Mixed(1, 2, 5))
attempt(lambda: sizeof(5))
