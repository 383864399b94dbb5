# title_en = "os.pipe by hand"
# title_zh = "亲手使用 os.pipe"
import os

r, w = os.pipe()                    # bytes go in at w and come out at r
pid = os.fork()

if pid == 0:
    os.close(r)                     # the child only writes
    for line in ("mercury\n", "venus\n", "earth\n"):
        os.write(w, line.encode())
    os._exit(0)                     # which closes w as well

os.close(w)                         # the parent only reads
text = b""
while piece := os.read(r, 5):       # at most 5 bytes at a time
    print("read", piece)
    text += piece
os.wait()
print("planets:", text.decode().split())
