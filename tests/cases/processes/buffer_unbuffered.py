import os

print("not kept back", end="; ")
pid = os.fork()
if pid:
    os.wait()
print("parent" if pid else "child")
