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
os.set_blocking(r, True)
os.close(w)
print(os.read(r, 10), os.get_blocking(r))
