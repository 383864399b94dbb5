import os

# The child goes on in the middle of everything the parent was in.
for row in range(2):
    for n in [row * 10 + k for k in range(2)]:
        try:
            pid = os.fork()
            if pid == 0:
                raise KeyError(n)
            os.wait()
            print("parent at", row, n)
        except KeyError as error:
            print("child at", row, n, error)
            os._exit(0)
