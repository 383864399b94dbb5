import os

pipes = [os.pipe() for _ in range(3)]
pids = []
for n, (r, w) in enumerate(pipes):
    pid = os.fork()
    if pid == 0:
        os.read(r, 1)
        print("child", n, "ends")
        os._exit(n)
    pids.append(pid)
for n in (2, 0, 1):
    os.write(pipes[n][1], b"g")
    pid, status = os.waitpid(pids[n], 0)
    print("waited for", pids.index(pid), os.WEXITSTATUS(status))
