from ctypes import *


def attempt(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


b = (c_char * 6)()
b.value = b"hey"
print(b.value, b.raw, b[0], b[:], b[0:2], list(b), len(b), sizeof(b))
b.raw = b"abcdef"
print(b.raw, b.value)
b.value = b"xy"
print(b.raw)
for name, value in (("value", b"toolongvalue"), ("value", "str"), ("raw", b"toolongvalue")):
    try:
        setattr(b, name, value)
    except Exception as error:
        print(type(error).__name__, error)
s = create_string_buffer(b"hi")
print(s.raw, s.value, sizeof(s), create_string_buffer(3).raw, create_string_buffer(b"ab", 5).raw)
attempt(lambda: create_string_buffer("a"))
u = create_unicode_buffer("hé")
print(u.value, len(u), u[0], u[:], sizeof(u))
u.value = "a"
print(u.value, (c_wchar * 5)("a", "b").value, (c_char * 2)(b"a")[0], (c_char * 3)(b"a", 98, b"c").value)
b[0] = b"Q"
b[1] = 82
print(b.value)
attempt(lambda: b.__setitem__(0, "s"))
