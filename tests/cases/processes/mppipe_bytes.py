import multiprocessing as mp
from array import array

a, b = mp.Pipe()
a.send_bytes(b"whole message")
a.send_bytes(b"0123456789", 3)
a.send_bytes(b"0123456789", 3, 4)
a.send_bytes(b"")
print(b.recv_bytes(), b.recv_bytes(), b.recv_bytes(100), b.recv_bytes())
buffer = bytearray(8)
a.send_bytes(b"abc")
print(b.recv_bytes_into(buffer), buffer)
a.send_bytes(b"xy")
print(b.recv_bytes_into(buffer, 5), buffer)
for call in (lambda: a.send_bytes(b"abc", 5), lambda: a.send_bytes(b"abc", -1), lambda: a.send_bytes("text"), lambda: a.send_bytes(b"abc", 1, 9)):
    try:
        call()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
a.send_bytes(b"far too long for it")
try:
    b.recv_bytes_into(bytearray(4))
except mp.BufferTooShort as error:
    print(type(error).__name__, error.args)
a.send_bytes(b"longer than five")
try:
    b.recv_bytes(5)
except OSError as error:
    print(error)
