import os
import random

# The module's own generator is seeded anew in a child; generators of the program are copied.
own = random.Random(11)
random.seed(11)
print(own.random() == random.random())
r, w = os.pipe()
if os.fork() == 0:
    os.write(w, f"{random.random()} {own.random()}".encode())
    os._exit(0)
mine = random.random(), own.random()
os.wait()
theirs = [float(text) for text in os.read(r, 200).decode().split()]
print(mine[0] == theirs[0], mine[1] == theirs[1], mine[0] == mine[1])
