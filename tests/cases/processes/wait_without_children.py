import errno
import os

for call in (os.wait, lambda: os.waitpid(-1, 0), lambda: os.waitpid(os.getpid(), 0), lambda: os.waitpid(os.getppid(), os.WNOHANG)):
    try:
        call()
    except ChildProcessError as error:
        print(type(error).__name__, error, error.errno == errno.ECHILD, isinstance(error, OSError))
if os.fork() == 0:
    os._exit(0)
os.wait()
try:
    os.wait()
except ChildProcessError as error:
    print("reaped already:", error)
