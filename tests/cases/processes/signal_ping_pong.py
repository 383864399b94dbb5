import os
import signal

# Each sends the other a signal as soon as it has one: eight in all.
hits = 0


def hit(number, frame):
    global hits
    hits += 1
    if pid or hits < 4:
        os.kill(other, signal.SIGUSR1)


signal.signal(signal.SIGUSR1, hit)
r, w = os.pipe()
parent = os.getpid()
pid = os.fork()
other = pid or parent
if pid == 0:
    os.read(r, 1)
    os.kill(parent, signal.SIGUSR1)
else:
    os.write(w, b"g")
while hits < 4:
    pass
if pid == 0:
    os._exit(hits)
print("parent", hits)
print("child", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
