import os

gates = [os.pipe() for _ in range(3)]
names = {}
for name, (r, w) in zip("abc", gates):
    pid = os.fork()
    if pid == 0:
        os.read(r, 1)
        os._exit(ord(name))
    names[pid] = name
for at in (1, 2, 0):
    os.write(gates[at][1], b"g")
    pid, status = os.waitpid(-1, 0)
    print(names[pid], chr(os.WEXITSTATUS(status)))
