import os

first = os.getpid()
child = os.fork()
if child == 0:
    second = os.getpid()
    grandchild = os.fork()
    if grandchild == 0:
        print("grandchild", os.getppid() == second, os.getppid() != first)
        os._exit(3)
    pid, status = os.wait()
    print("child", pid == grandchild, os.WEXITSTATUS(status), os.getppid() == first)
    os._exit(2)
pid, status = os.wait()
print("parent", pid == child, os.WEXITSTATUS(status))
try:
    os.waitpid(child, 0)
except ChildProcessError:
    print("a grandchild is no child of mine")
