import os

r, w = os.pipe()
pid = os.fork()
if pid == 0:
    os.close(w)
    os.read(r, 1)
    os._exit(4)
print(os.waitpid(pid, os.WNOHANG), os.waitpid(-1, os.WNOHANG))
os.write(w, b"g")
polls = 0
while (found := os.waitpid(pid, os.WNOHANG)) == (0, 0):
    polls += 1
print(found[0] == pid, os.WEXITSTATUS(found[1]))
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError as error:
    print(error)
