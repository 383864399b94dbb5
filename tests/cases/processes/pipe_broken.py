import errno
import os

r, w = os.pipe()
os.close(r)
try:
    os.write(w, b"nobody reads")
except BrokenPipeError as error:
    print(error, error.errno == errno.EPIPE)
r, w = os.pipe()
pid = os.fork()
if pid == 0:
    os.close(r)
    os._exit(0)
os.waitpid(pid, 0)
print(os.write(w, b"the parent itself can still read"))
os.close(r)
try:
    os.write(w, b"now nobody can")
except OSError as error:
    print(type(error).__name__, error)
