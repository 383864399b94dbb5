import signal
import time


class Timeout(Exception):
    pass


def ring(number, frame):
    raise Timeout("too slow")


signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    time.sleep(30)
except Timeout as error:
    print("sleep was cut short:", error)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    while True:
        pass
except Timeout as error:
    print("so was the endless loop:", error)
