import os

r, w = os.pipe()
print(os.get_blocking(r), os.get_blocking(w))
os.set_blocking(r, False)
try:
    os.read(r, 1)
except BlockingIOError as error:
    print(error, os.get_blocking(r))
os.write(w, b"now")
print(os.read(r, 10))
os.set_blocking(w, False)
print(os.write(w, b"x" * 100_000))
try:
    os.write(w, b"more")
except BlockingIOError as error:
    print(error)
os.close(w)
print(sum(len(os.read(r, 65536)) for _ in range(3)))
