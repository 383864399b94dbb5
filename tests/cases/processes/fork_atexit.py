import atexit
import os
import sys

parent = os.getpid()


@atexit.register
def bye():
    print("bye from the", "parent" if os.getpid() == parent else "child")


for leave in (lambda: None, sys.exit, lambda: os._exit(0)):
    pid = os.fork()
    if pid == 0:
        leave()
        break
    os.waitpid(pid, 0)
    print("one is gone")
