# stdout = "terminal"
import os
import signal
import sys

for number in (signal.SIGKILL, signal.SIGTERM):
    pid = os.fork()
    if pid == 0:
        sys.stdout.write("lost with the process")
        os.kill(os.getpid(), number)
    print(os.waitstatus_to_exitcode(os.wait()[1]))
pid = os.fork()
if pid == 0:
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(5))
    sys.stdout.write("kept by the handler ")
    os.kill(os.getpid(), signal.SIGTERM)
print(os.waitstatus_to_exitcode(os.wait()[1]))
