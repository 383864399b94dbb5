# exit = 3
# stderr = ["deadlock", "line 14"]
import os

r, w = os.pipe()
if os.fork() == 0:
    os.close(r)
    os.write(w, b"all I have to say")
    os._exit(0)
os.wait()
print(os.read(r, 100), flush=True)
# os.close(w) is missing: the reader itself could still write.
print("waiting for the end", flush=True)
print(os.read(r, 100))
