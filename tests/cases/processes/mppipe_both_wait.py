# exit = 3
# stderr = ["deadlock"]
import multiprocessing as mp


def child(connection):
    connection.recv()
    connection.send("never sent")


a, b = mp.Pipe()
p = mp.Process(target=child, args=(b,))
p.start()
print("both wait for the other to begin", flush=True)
a.recv()
