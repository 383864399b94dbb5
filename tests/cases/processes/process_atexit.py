import atexit
import multiprocessing as mp
import os

parent = os.getpid()
atexit.register(lambda: print("exit handler of the", "parent" if os.getpid() == parent else "child"))


def work():
    atexit.register(print, "registered in the child: does not run")
    print("child works")


p = mp.Process(target=work)
p.start()
p.join()
print("exit code", p.exitcode)
