import os

r, w = os.pipe()
pid = os.fork()
if pid == 0:
    os.dup2(r, 0)
    os.close(r)
    os.close(w)
    while True:
        try:
            print("got", input())
        except EOFError:
            print("end of input")
            os._exit(0)
os.close(r)
os.write(w, b"one line\nand another\n")
os.close(w)
os.wait()
