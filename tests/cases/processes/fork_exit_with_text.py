import os
import sys

pid = os.fork()
if pid == 0:
    sys.exit("the child gives up")
print(os.waitstatus_to_exitcode(os.wait()[1]))
