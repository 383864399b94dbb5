# stdout = "terminal"
import os
import sys

print("a whole line goes out at once")
sys.stdout.write("the rest of this one\nstays ")
sys.stdout.write("here: ")
pid = os.fork()
if pid:
    os.wait()
print(pid == 0)
