import os

parent = os.getpid()
pid = os.fork()
if pid == 0:
    print("child", os.getppid() == parent, os.getpid() != parent)
    os._exit(0)
reaped, status = os.wait()
print("parent", reaped == pid, status, os.getpid() == parent, isinstance(pid, int))
