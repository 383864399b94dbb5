import os
import signal


def handler(number, frame):
    print("handler in the", "parent" if os.getpid() == parent else "child")


parent = os.getpid()
signal.signal(signal.SIGUSR1, handler)
if os.fork() == 0:
    os.kill(os.getpid(), signal.SIGUSR1)
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    os.kill(os.getpid(), signal.SIGUSR1)
    os._exit(0)
os.wait()
os.kill(parent, signal.SIGUSR1)
