import os

r, w = os.pipe()
pid = os.fork()
if pid == 0:
    os.dup2(w, 1)
    os.close(r)
    os.close(w)
    print("shouted into the pipe")
    print("twice", flush=True)
    os._exit(0)
os.close(w)
os.wait()
print("caught:", os.read(r, 1000))
