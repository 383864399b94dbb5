import os
import sys


def child(leave):
    pid = os.fork()
    if pid == 0:
        leave()
        sys.exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def fail():
    raise SystemExit(9)


print(child(lambda: None))
print(child(lambda: os._exit(7)))
print(child(lambda: sys.exit(3)))
print(child(lambda: sys.exit()))
print(child(lambda: sys.exit(True)))
print(child(fail))
print(child(lambda: os._exit(255)))
print(child(lambda: sys.exit(256 + 5)))
print(child(lambda: sys.exit(-1)))
print(child(lambda: exit(4)))
