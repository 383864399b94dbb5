import os
import signal


def status_of(child):
    pid = os.fork()
    if pid == 0:
        child()
        os._exit(0)
    return os.waitpid(pid, 0)[1]


def show(status):
    print(os.WIFEXITED(status), os.WIFSIGNALED(status), os.WIFSTOPPED(status), os.WCOREDUMP(status), end=" ")
    print(os.WEXITSTATUS(status) if os.WIFEXITED(status) else os.WTERMSIG(status), os.waitstatus_to_exitcode(status), status)


show(status_of(lambda: None))
show(status_of(lambda: os._exit(5)))
show(status_of(lambda: os.kill(os.getpid(), signal.SIGKILL)))
show(status_of(lambda: os.kill(os.getpid(), signal.SIGTERM)))
print(os.WNOHANG, os.EX_OK, os.EX_USAGE)
