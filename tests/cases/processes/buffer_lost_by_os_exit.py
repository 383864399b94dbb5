# stdout = "terminal"
import os
import sys

for leave in (os._exit, sys.exit):
    pid = os.fork()
    if pid == 0:
        print("a line")
        print("and a piece", end=" ")
        leave(0)
    os.wait()
    print("|", leave.__name__)
print("the parent's own piece is lost", end="")
os._exit(0)
