import struct


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(f"{type(error).__module__}.{type(error).__name__}: {error}")


for code in "bBhHiIlLqQ":
    for order in ("", "<"):
        for value in (2**70, -2**70, -1, 2**31, 2**32, 2**63, 2**64, 300, 70000, "a", 1.5, None, b"x"):
            if isinstance(value, int):
                try:
                    struct.pack(order + code, value)
                except struct.error as error:
                    print(code, order, value, "refused")
            else:
                attempt(struct.pack, order + code, value)
attempt(struct.pack, "h", 40000)
attempt(struct.pack, "<h", -40000)
attempt(struct.pack, "B", 256)
attempt(struct.pack, "b", -129)
attempt(struct.pack, "i", 2**31)
attempt(struct.pack, "H", -1)
attempt(struct.pack, "c", "a")
attempt(struct.pack, "c", b"ab")
attempt(struct.pack, "s", "a")
attempt(struct.pack, "p", 1)
attempt(struct.pack, "f", "a")
attempt(struct.pack, "d", None)
attempt(struct.pack, "e", 1e6)
attempt(struct.pack, "ii", 1)
attempt(struct.pack, "i", 1, 2)
attempt(struct.pack, "y")
attempt(struct.pack)
attempt(struct.pack, 1)
attempt(struct.calcsize, "3")
attempt(struct.calcsize, "<n")
attempt(struct.calcsize, "99999999999999999999i")
attempt(struct.calcsize, "i<")
attempt(struct.unpack, "i", b"a")
attempt(struct.unpack, "i", "abcd")
attempt(struct.unpack_from, "i", b"abcd", 2)
attempt(struct.unpack_from, "i", b"abcd", -2)
attempt(struct.unpack_from, "i", b"abcd", -5)
attempt(struct.iter_unpack, "i", b"abcde")
attempt(struct.iter_unpack, "", b"")
attempt(struct.pack_into, "i", bytearray(2), 0, 1)
attempt(struct.pack_into, "i", bytearray(8), 5, 1)
attempt(struct.pack_into, "i", bytearray(8), -2, 1)
attempt(struct.pack_into, "i", bytearray(8), -12, 1)
attempt(struct.pack_into, "i", b"12345", 0, 1)
attempt(struct.pack_into, "i", bytearray(8))
attempt(struct.pack_into, "i", bytearray(8), 0)
