import os
import sys


class Guard:
    def __enter__(self):
        print("enter")

    def __exit__(self, kind, value, traceback):
        print("leave", "child" if pid == 0 else "parent", kind and kind.__name__)


pid = None
for leave in (sys.exit, os._exit):
    try:
        with Guard():
            pid = os.fork()
            if pid == 0:
                leave(1)
            os.wait()
    finally:
        print("finally", "child" if pid == 0 else "parent")
