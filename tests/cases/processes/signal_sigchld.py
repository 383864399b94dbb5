import os
import signal

deaths = []


def reap(number, frame):
    pid, status = os.waitpid(-1, os.WNOHANG)
    deaths.append((number, pid == child, os.waitstatus_to_exitcode(status)))


print(repr(signal.signal(signal.SIGCHLD, reap)))
r, w = os.pipe()
child = os.fork()
if child == 0:
    os.read(r, 1)
    os._exit(8)
os.write(w, b"g")
while not deaths:
    pass
print(deaths)
