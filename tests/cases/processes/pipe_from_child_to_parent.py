import os

r, w = os.pipe()
if os.fork() == 0:
    os.close(r)
    for line in ("first\n", "second\n", "third\n"):
        os.write(w, line.encode())
    os._exit(0)
os.close(w)
text = b""
while piece := os.read(r, 4):
    text += piece
os.close(r)
os.wait()
print(text.decode().split())
