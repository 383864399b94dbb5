import os

# A pipe holds 64 KiB; the writer waits until somebody reads.
r, w = os.pipe()
pid = os.fork()
if pid == 0:
    os.close(r)
    written = os.write(w, b"x" * 200_000)
    os._exit(0 if written == 200_000 else 1)
os.close(w)
count = 0
while piece := os.read(r, 10_000):
    count += len(piece)
print(count, os.waitstatus_to_exitcode(os.wait()[1]))
