import multiprocessing as mp
from multiprocessing.connection import wait


def talk(connection, name):
    for n in range(3):
        connection.send((name, n))
    connection.close()


readers = []
for name in "abc":
    r, w = mp.Pipe(duplex=False)
    readers.append(r)
    p = mp.Process(target=talk, args=(w, name))
    p.start()
    w.close()
messages = []
while readers:
    for r in wait(readers):
        try:
            messages.append(r.recv())
        except EOFError:
            readers.remove(r)
print(sorted(messages))
print(wait([], timeout=0))
