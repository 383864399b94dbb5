# exit = 1
import os

pid = os.fork()
if pid:
    os.wait()
raise LookupError("in the parent" if pid else "in the child")
