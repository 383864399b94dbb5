import multiprocessing as mp

a, b = mp.Pipe()
with a, b:
    a.send(["inside"])
    print(b.recv(), a.closed)
print(a.closed, b.closed)
try:
    b.recv()
except OSError as error:
    print(error)
try:
    a, b = mp.Pipe()
    a.send(lambda: 1)
except AttributeError as error:
    print("AttributeError", error)
except Exception as error:
    print(type(error).__module__, type(error).__name__, str(error).split(" at ")[0])
