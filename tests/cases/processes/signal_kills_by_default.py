import os
import signal
import time

for number in (signal.SIGTERM, signal.SIGKILL, signal.SIGUSR1, signal.SIGALRM, signal.SIGHUP, signal.SIGSEGV):
    pid = os.fork()
    if pid == 0:
        time.sleep(30)
        os._exit(0)
    os.kill(pid, number)
    reaped, status = os.waitpid(pid, 0)
    print(number.name, os.WIFSIGNALED(status), os.WTERMSIG(status) == number, os.waitstatus_to_exitcode(status))
