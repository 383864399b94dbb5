import os
import threading

r, w = os.pipe()
got = []


def read():
    while piece := os.read(r, 100):
        got.append(piece)
        seen.set()


seen = threading.Event()
reader = threading.Thread(target=read)
reader.start()
for word in (b"one", b"two", b"three"):
    seen.clear()
    os.write(w, word)
    seen.wait()
os.close(w)
reader.join()
print(got)
