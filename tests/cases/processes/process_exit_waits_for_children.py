import multiprocessing as mp
import time


def slow(gate):
    gate.wait()
    time.sleep(0.05)
    print("the child ends last")


gate = mp.Event()
mp.Process(target=slow, args=(gate,)).start()
print("end of the main module")
gate.set()
