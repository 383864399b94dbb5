# exit = 3
# stderr = ["deadlock", "line 12"]
import os

r, w = os.pipe()
pid = os.fork()
if pid == 0:
    # Its own end for writing is open: there will never be an end of file.
    os.read(r, 1)
    os._exit(0)
print("waiting", flush=True)
os.waitpid(pid, 0)
