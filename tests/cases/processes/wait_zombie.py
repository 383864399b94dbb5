import os

r, w = os.pipe()
pid = os.fork()
if pid == 0:
    os._exit(6)
os.close(w)
print("the end of the pipe says that it is gone:", os.read(r, 1))
os.kill(pid, 0)
print("its entry is still there")
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
try:
    os.kill(pid, 0)
except ProcessLookupError as error:
    print("gone now:", error)
