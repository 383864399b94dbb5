# stdout = "terminal"
import os
import sys

# What os.write writes overtakes what print keeps back.
print("printed first", end=" ")
os.write(1, b"written second, seen first; ")
print("ends the line")
sys.stdout.write("a piece ")
sys.stdout.flush()
os.write(1, b"after a flush the order is kept\n")
