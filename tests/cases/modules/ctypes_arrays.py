from ctypes import *


def attempt(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


A = c_int * 5
print(A, A.__name__, A._type_, A._length_, sizeof(A), c_int * 5 is A, 5 * c_int is A)
a = A(1, 2, 3)
print(list(a), len(a), a[0], a[-1], a[0:2], a[::-1], a[::2], a[10:], sum(a), 7 in a, 3 in a, max(a), bytes(a))
a[0] = 9
a[-1] = 2**40 + 5
a[1] += 5
a[2:4] = [7, 8]
print(list(a))
attempt(lambda: A(1, 2, 3, 4, 5, 6))
attempt(lambda: a[5])
attempt(lambda: a[-6])
attempt(lambda: a["x"])
attempt(lambda: a.value)
attempt(lambda: A("x"))
attempt(lambda: c_int * -1)
attempt(lambda: c_int * "a")
attempt(lambda: list((c_int * 0)()))
for index, value in ((0, "x"), (9, 1), (slice(0, 2), [1])):
    try:
        a[index] = value
    except Exception as error:
        print(type(error).__name__, error)
grid = ((c_int * 2) * 3)((1, 2), (3, 4))
print([list(row) for row in grid], sizeof(grid))
grid[2][1] = 6
print([list(row) for row in grid])
print(list((c_double * 3)(1, 2.5)), list((c_bool * 2)(1)), list((c_float * 2)(0.5, 0.1)), (c_short * 3)(1, 2)[:])
for i in range(5):
    a[i] = i * i
print([x for x in a], a[:], list(reversed(a)), list(enumerate(a)), list(zip(a, a[1:])))
