import os
import signal

ready_r, ready_w = os.pipe()
pid = os.fork()
if pid == 0:
    caught = []
    signal.signal(signal.SIGUSR1, lambda number, frame: caught.append(number))
    os.write(ready_w, b"r")
    while not caught:
        pass
    os._exit(40 + len(caught))
os.read(ready_r, 1)
os.kill(pid, signal.SIGUSR1)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
