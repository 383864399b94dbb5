import os
import signal


def handler(number, frame):
    print("caught", number, type(number).__name__, signal.Signals(number).name, frame is not None)


signal.signal(signal.SIGUSR1, handler)
signal.signal(signal.SIGUSR2, handler)
os.kill(os.getpid(), signal.SIGUSR1)
print("between")
os.kill(os.getpid(), signal.SIGUSR2)
os.kill(os.getpid(), signal.SIGUSR1)
signal.raise_signal(signal.SIGUSR2)
print("after")
