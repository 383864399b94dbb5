import os


def numbers():
    n = 0
    while True:
        n += yield n
        print("resumed at", n, flush=True)


def counter():
    count = 0

    def step():
        nonlocal count
        count += 1
        return count

    return step


steps = numbers()
print(next(steps), steps.send(5))
step = counter()
step()
pid = os.fork()
if pid == 0:
    print("child", steps.send(1), step(), step())
    os._exit(0)
os.wait()
print("parent", steps.send(100), step())
