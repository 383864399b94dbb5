import multiprocessing as mp


def inner():
    raise KeyError("deep")


def outer():
    p = mp.Process(target=inner)
    p.start()
    p.join()
    print("inner ended with", p.exitcode)
    raise RuntimeError("outer too")


p = mp.Process(target=outer)
p.start()
p.join()
print("outer ended with", p.exitcode)
