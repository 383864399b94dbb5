import struct
from collections import namedtuple

Header = namedtuple("Header", "kind length checksum")
FORMAT = "!BHI"


def encode(kind, payload):
    return struct.pack(FORMAT, kind, len(payload), sum(payload) & 0xffffffff) + payload


def decode(data):
    at = 0
    while at < len(data):
        header = Header._make(struct.unpack_from(FORMAT, data, at))
        at += struct.calcsize(FORMAT)
        payload = data[at:at + header.length]
        assert sum(payload) == header.checksum
        yield header, payload
        at += header.length


stream = encode(1, b"hello") + encode(2, b"") + encode(3, bytes(range(200)))
for header, payload in decode(stream):
    print(header, payload[:10])
point = struct.Struct("<2d10s?")
print(point.size, point.unpack(point.pack(1.25, -2.5, b"origin", True)))
