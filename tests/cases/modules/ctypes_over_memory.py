# cpython = false
# `from_memory` is Racecourse's own: objects that lie over a memory somebody else supplies.
from ctypes import Structure, c_char, c_double, c_int, sizeof


class Logged:
    def __init__(self, size):
        self.data = bytearray(size)

    def read(self, offset, n):
        print(f"read {n} at {offset}")
        return bytes(self.data[offset:offset + n])

    def write(self, offset, data):
        print(f"write {data} at {offset}")
        self.data[offset:offset + len(data)] = data


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_double)]


memory = Logged(64)
number = c_int.from_memory(memory, 4)
number.value = 258
number.value += 1
print(number.value)
row = (c_int * 3).from_memory(memory, 0)
print(row[1], row[:])
row[2] = -1
points = (Point * 2).from_memory(memory, 16)
points[1].y = 0.5
points[0] = (1, 2.0)
print(points[0].x, points[1].y, sizeof(points))
text = (c_char * 4).from_memory(memory, 60)
text.value = b"ok"
print(text.value, memory.data[60:])
