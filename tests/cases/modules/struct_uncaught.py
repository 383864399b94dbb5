# exit = 1
import struct

struct.unpack("<I", b"abc")
