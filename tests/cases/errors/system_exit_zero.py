import sys
import threading


def leave():
    print("thread leaves")
    sys.exit(5)
    print("never")


t = threading.Thread(target=leave)
t.start()
t.join()
try:
    exit(7)
except SystemExit as error:
    print(error.code, repr(error))
raise SystemExit
