import os
import signal
import time

caught = []
signal.signal(signal.SIGALRM, lambda number, frame: caught.append(number))
signal.setitimer(signal.ITIMER_REAL, 0.03)
started = time.monotonic()
time.sleep(0.1)
print(caught, time.monotonic() - started >= 0.1)

r, w = os.pipe()
signal.signal(signal.SIGALRM, lambda number, frame: os.write(w, b"from the handler"))
signal.setitimer(signal.ITIMER_REAL, 0.03)
print(os.read(r, 100))
