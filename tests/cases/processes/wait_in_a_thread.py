import os
import threading

pids = []
codes = {}
for n in range(3):
    pid = os.fork()
    if pid == 0:
        os._exit(n + 1)
    pids.append(pid)


def reap(n):
    codes[n] = os.waitstatus_to_exitcode(os.waitpid(pids[n], 0)[1])


threads = [threading.Thread(target=reap, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(codes.items()))
