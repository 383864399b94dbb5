import signal
import time

rings = []
signal.signal(signal.SIGALRM, lambda number, frame: rings.append(number))
print(signal.alarm(10), signal.alarm(20), signal.alarm(0), signal.alarm(0))
print(signal.setitimer(signal.ITIMER_REAL, 0.05), len(rings))
signal.pause()
print(rings)
signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
while len(rings) < 4:
    signal.pause()
signal.setitimer(signal.ITIMER_REAL, 0)
print(rings[:4], signal.getitimer(signal.ITIMER_REAL))
started = time.monotonic()
signal.alarm(1)
signal.pause()
print(0.7 < time.monotonic() - started < 1.3)
