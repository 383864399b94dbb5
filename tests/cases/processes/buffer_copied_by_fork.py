# stdout = "terminal"
import os

print("written before the fork", end="; ")
pid = os.fork()
if pid:
    os.wait()
print("parent" if pid else "child")
