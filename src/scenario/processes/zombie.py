# title_en = "Zombies, and how wait lays them to rest"
# title_zh = "僵尸进程，以及 wait 如何为它善后"
import os
import time


def still_listed(pid):
    try:
        os.kill(pid, 0)          # signal 0 only asks whether it is there
        return True
    except ProcessLookupError:
        return False


pid = os.fork()
if pid == 0:
    print("child: I end at once")
    os._exit(7)

time.sleep(0.2)
print("parent: the child ended long ago; listed:", still_listed(pid))
ended, status = os.waitpid(pid, 0)
print("parent: its exit status was", os.waitstatus_to_exitcode(status))
print("parent: listed now:", still_listed(pid))
