import os

r, w = os.pipe()
pid = os.fork()
if pid == 0:
    os.close(r)
    with os.fdopen(w, "w") as out:
        print("id,name", file=out)
        out.write("1,ann\n2,bob\n")
    os._exit(0)
os.close(w)
with os.fdopen(r) as lines:
    print(lines.readline().strip(), lines.fileno() == r)
    for line in lines:
        print(line.strip().split(","))
os.wait()
try:
    os.close(r)
except OSError as error:
    print(error)
