from ctypes import *


def attempt(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


for cls in (c_bool, c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint, c_long, c_ulong, c_longlong, c_ulonglong, c_float, c_double, c_size_t,
            c_ssize_t, c_int8, c_int16, c_int32, c_int64, c_uint8, c_uint16, c_uint32, c_uint64, c_char, c_wchar):
    print(cls, cls(), sizeof(cls), alignment(cls), bytes(cls()))
for value in (0, 1, -1, 127, 128, 255, 256, 32768, 2**31, 2**32 + 5, 2**63, -2**63 - 1, 2**70 + 3, True):
    print([cls(value).value for cls in (c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint, c_long, c_ulong)])
for cls in (c_int, c_ubyte, c_long, c_float, c_double, c_char, c_wchar):
    for value in ("a", 1.5, None, b"ab", [], "xy"):
        attempt(lambda: cls(value))
attempt(lambda: c_char(65))
attempt(lambda: c_char(256))
attempt(lambda: c_char(bytearray(b"z")))
attempt(lambda: c_bool([]))
attempt(lambda: c_bool("x"))
attempt(lambda: c_float(1.1))
attempt(lambda: c_double(1))
attempt(lambda: c_int(c_int(4)))
attempt(lambda: c_int(1, 2) if False else c_int(5).foo)
attempt(lambda: c_int(2) + 1)
attempt(lambda: hash(c_int(1)))
x = c_int(1)
x.value += 41
print(x, x.value, c_int(1) == c_int(1), x == x, bool(c_int(0)), bool(x), bytes(x))
for cls, value in ((c_int, "q"), (c_double, "q"), (c_char, 500), (c_wchar, 5)):
    try:
        cls().value = value
    except TypeError as error:
        print(error)


class Mine(c_int):
    pass


m = Mine(3)
m.note = 1
print(m.value, repr(m).startswith("<__main__.Mine object at"), isinstance(m, c_int), sizeof(m))
print(c_int.from_buffer_copy(b"\x02\0\0\0"), c_char_p(b"abc").value, c_char_p().value, c_wchar_p("s").value, c_void_p(4))
data = bytearray(8)
over = c_int.from_buffer(data, 4)
over.value = 258
print(data, over)
data[4] = 0
print(over)
