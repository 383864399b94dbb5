# stderr = ["Traceback", "line 10, in work", "KeyboardInterrupt"]
import os
import signal
import time


def work(catch):
    try:
        ready()
        time.sleep(30)
    except KeyboardInterrupt as error:
        print("interrupted", repr(error))
        if not catch:
            raise
    os._exit(3)


def ready():
    os.write(w, b"r")


r, w = os.pipe()
for catch in (True, False):
    pid = os.fork()
    if pid == 0:
        work(catch)
    os.read(r, 1)
    time.sleep(0.05)
    os.kill(pid, signal.SIGINT)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("in the parent too")
