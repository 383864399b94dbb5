# title_en = "What a process leaves: its exit status"
# title_zh = "进程的遗言：退出状态"
import os
import signal
import sys


def run(name, work):
    pid = os.fork()
    if pid == 0:
        work()
        os._exit(0)
    status = os.waitpid(pid, 0)[1]
    if os.WIFEXITED(status):
        print(f"{name}: exit status {os.WEXITSTATUS(status)}")
    else:
        print(f"{name}: killed by {signal.Signals(os.WTERMSIG(status)).name}")


run("falls off the end", lambda: None)
run("sys.exit(3)", lambda: sys.exit(3))
run("os._exit(42)", lambda: os._exit(42))
run("os._exit(256)", lambda: os._exit(256))
run("kills itself", lambda: os.kill(os.getpid(), signal.SIGKILL))
