# title_en = "A child outlives its parent"
# title_zh = "比父进程活得更久的孩子"
import os
import time

gate_r, gate_w = os.pipe()
parent = os.fork()
if parent == 0:
    me = os.getpid()
    if os.fork() == 0:
        os.close(gate_w)
        print("child: my parent is alive:", os.getppid() == me)
        os.read(gate_r, 1)                  # until the gate is shut
        print("child: is it still my parent?", os.getppid() == me)
        print("child: nobody waits for me, and I go on")
        os._exit(0)
    time.sleep(0.1)
    print("parent: leaving without waiting for my child")
    os._exit(0)

os.close(gate_r)
os.waitpid(parent, 0)
print("grandparent: the parent is gone")
os.close(gate_w)                            # the end of the pipe is the signal
time.sleep(0.2)
print("grandparent: and so is the child, which I cannot wait for")
