import multiprocessing as mp


def child(connection):
    while (message := connection.recv()) != "stop":
        connection.send(("echo", message))
    connection.close()


ours, theirs = mp.Pipe()
p = mp.Process(target=child, args=(theirs,))
p.start()
for message in (1, "text", [1, {"a": None}], b"bytes", 2.5):
    ours.send(message)
    print(ours.recv())
ours.send("stop")
p.join()
print(p.exitcode, type(ours).__name__, ours.readable, ours.writable)
