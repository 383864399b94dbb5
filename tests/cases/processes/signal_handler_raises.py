# exit = 1
import os
import signal


def handler(number, frame):
    raise ValueError(f"signal {number}")


def work():
    os.kill(os.getpid(), signal.SIGUSR1)
    print("never printed")


signal.signal(signal.SIGUSR1, handler)
try:
    work()
except ValueError as error:
    print("caught", error)
work()
