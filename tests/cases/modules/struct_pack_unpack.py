import struct

for order in ("", "@", "=", "<", ">", "!"):
    for code, values in (("b", (-128, 127)), ("B", (0, 255)), ("h", (-32768, 32767)), ("H", (0, 65535)), ("i", (-2**31, 2**31 - 1)),
                         ("I", (0, 2**32 - 1)), ("l", (-5, 5)), ("L", (0, 7)), ("q", (-2**63, 2**63 - 1)), ("Q", (0, 2**64 - 1)),
                         ("f", (1.5, -0.1)), ("d", (1.5, -0.1)), ("e", (1.5, 0.1)), ("?", (True, False)), ("c", (b"a", b"\xff"))):
        data = struct.pack(order + code * 2, *values)
        print(order + code * 2, struct.calcsize(order + code * 2), data, struct.unpack(order + code * 2, data))
print(struct.pack("nN", -1, 1), struct.calcsize("P"))
print(struct.pack("bhilqd", 1, 2, 3, 4, 5, 6.5), struct.calcsize("bhilqd"), struct.calcsize("<bhilqd"))
print(struct.pack("3s5s", b"abcdef", b"xy"), struct.pack("4p3p", b"abcdefgh", b""), struct.unpack("3s4p", b"abc\x02xyz"))
print(struct.pack("2x3h2x", 1, 2, 3), struct.unpack("<2xH", b"zz\x01\x02"), struct.calcsize("q0i?3sx2h"), struct.calcsize("0s"))
print(struct.pack(">I", 0xdeadbeef).hex(), struct.unpack("<i", b"\xff\xff\xff\xff"), struct.pack("i", True), struct.calcsize(" < i") if False else 6)
print(struct.unpack("<e", b"\x00\x7c"), struct.unpack("<e", b"\x01\x00"), struct.pack("<e", 65504.0), struct.pack("<f", 16777217))
print(struct.pack("f", 1e300) if False else struct.pack("<d", float("inf")), struct.unpack("<f", struct.pack("<f", float("nan"))))
print(struct.pack(b"<h", 5), struct.unpack(b"<h", bytearray(b"\x05\x00")))
