import os
import signal
import sys
import time

r, w = os.pipe()


def stop(number, frame):
    print("asked to stop")
    sys.exit(7)


pid = os.fork()
if pid == 0:
    signal.signal(signal.SIGTERM, stop)
    try:
        os.write(w, b"r")
        time.sleep(30)
    finally:
        print("cleaning up")
os.read(r, 1)
os.kill(pid, signal.SIGTERM)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
