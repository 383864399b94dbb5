import multiprocessing as mp

receiver, sender = mp.Pipe(duplex=False)
print(receiver.readable, receiver.writable, sender.readable, sender.writable)
sender.send("over")
print(receiver.recv())
for call in (lambda: receiver.send(1), sender.recv, sender.poll, lambda: receiver.send_bytes(b"x"), sender.recv_bytes):
    try:
        call()
    except OSError as error:
        print(error)
print(receiver.closed, receiver.fileno() != sender.fileno())
receiver.close()
print(receiver.closed)
for call in (receiver.recv, receiver.poll, receiver.fileno, receiver.close):
    try:
        print(call())
    except OSError as error:
        print(error)
