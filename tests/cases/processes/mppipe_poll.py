import multiprocessing as mp
import time

a, b = mp.Pipe()
print(a.poll(), b.poll(), a.poll(0.02), a.poll(timeout=0))
b.send("x")
print(a.poll(), a.poll(5), a.poll(None), b.poll())
print(a.recv(), a.poll())


def late(connection):
    time.sleep(0.05)
    connection.send("late")


p = mp.Process(target=late, args=(b,))
p.start()
print(a.poll(), a.poll(10), a.recv())
p.join()
started = time.monotonic()
print(a.poll(0.1), 0.09 < time.monotonic() - started < 1)
