import struct
from struct import Struct, calcsize, iter_unpack, pack_into, unpack_from

record = Struct("<ih2s")
print(record.size, record.format, record.pack(1, 2, b"ab"), record.unpack(b"\x01\x00\x00\x00\x02\x00ab"))
buffer = bytearray(20)
record.pack_into(buffer, 3, 7, 8, b"cd")
print(buffer, record.unpack_from(buffer, 3))
pack_into(">H", buffer, -2, 0x1234)
print(buffer, unpack_from(">H", buffer, 18), unpack_from(">H", buffer, offset=-2))
print(list(iter_unpack("<h", b"\x01\x00\x02\x00")), list(record.iter_unpack(b"\x01\x00\x00\x00\x02\x00ab" * 2)))
try:
    record.unpack(b"x")
except struct.error as error:
    print(error)


class Index:
    def __index__(self):
        return 9


class Real:
    def __float__(self):
        return 2.5


print(struct.pack("<b", Index()), struct.pack("<d", Real()))
header, body = struct.pack("!I", 5), b"hello"
message = header + body
(length,) = struct.unpack("!I", message[:4])
print(length, message[4:4 + length])
print(sum(x for x, in struct.iter_unpack("<I", struct.pack("<1000I", *range(1000)))))
