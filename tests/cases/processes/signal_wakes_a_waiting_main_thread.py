import os
import signal
import threading
import time


class Enough(Exception):
    pass


def handler(number, frame):
    raise Enough


signal.signal(signal.SIGUSR1, handler)
for wait in (threading.Event().wait, lambda: time.sleep(30), lambda: os.read(os.pipe()[0], 1), signal.pause):
    timer = threading.Timer(0.03, os.kill, (os.getpid(), signal.SIGUSR1))
    timer.start()
    try:
        wait()
    except Enough:
        print("woken")
    timer.join()
