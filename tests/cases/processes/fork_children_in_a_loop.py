import os

children = {}
for n in range(4):
    pid = os.fork()
    if pid == 0:
        os._exit(n * 10)
    children[pid] = n
codes = {}
while children:
    pid, status = os.wait()
    codes[children.pop(pid)] = os.WEXITSTATUS(status)
print(sorted(codes.items()))
