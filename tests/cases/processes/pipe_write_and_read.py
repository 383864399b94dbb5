import os

r, w = os.pipe()
print(os.write(w, b"hello world"), os.read(r, 5), os.read(r, 1), os.read(r, 100))
os.write(w, b"one")
os.write(w, b"two")
print(os.read(r, 100), os.write(w, b""), os.write(w, bytearray(b"bytes")))
print(os.read(r, 0), os.read(r, 2), os.read(r, 3))
os.close(w)
print(os.read(r, 10), os.read(r, 10))
os.close(r)
print(isinstance(r, int), r > 2, w > 2, r != w)
