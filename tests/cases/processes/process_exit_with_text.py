import multiprocessing as mp
import sys


def give_up():
    sys.exit("nothing to do")


def give_up_oddly():
    sys.exit(["a", "list"])


for target in (give_up, give_up_oddly):
    p = mp.Process(target=target)
    p.start()
    p.join()
    print(p.exitcode)
