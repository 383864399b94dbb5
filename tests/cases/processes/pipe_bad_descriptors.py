import errno
import os

r, w = os.pipe()
calls = [lambda: os.read(w, 1), lambda: os.write(r, b"x"), lambda: os.close(w), lambda: os.write(w, b"x"), lambda: os.close(w)]
calls += [lambda: os.read(r, 1), lambda: os.close(r), lambda: os.read(r, 1), lambda: os.dup(r), lambda: os.dup2(r, 40)]
calls += [lambda: os.write(r, "text"), lambda: os.read(-1, 1), lambda: os.close(12345), lambda: os.read("name", 1)]
for call in calls:
    try:
        print(call())
    except OSError as error:
        print(type(error).__name__, error, error.errno == errno.EBADF)
    except TypeError as error:
        print(error)
