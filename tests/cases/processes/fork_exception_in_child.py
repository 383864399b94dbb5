import os


def divide(a, b):
    return a / b


pid = os.fork()
if pid == 0:
    print("child divides", flush=True)
    divide(1, 0)
    print("never printed")
pid, status = os.wait()
print("parent goes on", os.WIFEXITED(status), os.WEXITSTATUS(status))
