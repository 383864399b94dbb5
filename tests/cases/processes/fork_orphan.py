import os

result_r, result_w = os.pipe()
go_r, go_w = os.pipe()
ready_r, ready_w = os.pipe()
child = os.fork()
if child == 0:
    middle = os.getpid()
    if os.fork() == 0:
        before = os.getppid() == middle
        os.write(ready_w, b"r")
        os.read(go_r, 1)
        os.write(result_w, f"{before} {os.getppid() == middle}".encode())
        os._exit(0)
    os.read(ready_r, 1)
    # It goes, and leaves an orphan.
    os._exit(5)
os.close(result_w)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
os.write(go_w, b"g")
print(os.read(result_r, 100).decode(), os.read(result_r, 100))
try:
    os.wait()
except ChildProcessError:
    print("the orphan is not mine to wait for")
