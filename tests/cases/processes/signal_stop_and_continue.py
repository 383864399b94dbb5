import os
import signal

r, w = os.pipe()
pid = os.fork()
if pid == 0:
    os.read(r, 1)
    os._exit(2)
os.kill(pid, signal.SIGSTOP)
reaped, status = os.waitpid(pid, os.WUNTRACED)
print(reaped == pid, os.WIFSTOPPED(status), os.WSTOPSIG(status) == signal.SIGSTOP, os.WIFEXITED(status))
os.write(w, b"g")
print(os.waitpid(pid, os.WNOHANG))
os.kill(pid, signal.SIGCONT)
reaped, status = os.waitpid(pid, 0)
print(reaped == pid, os.WEXITSTATUS(status))
