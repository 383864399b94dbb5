import multiprocessing as mp


def talk(ours, theirs):
    ours.close()
    theirs.send("hello")
    theirs.send("goodbye")


ours, theirs = mp.Pipe()
p = mp.Process(target=talk, args=(ours, theirs))
p.start()
theirs.close()
try:
    while True:
        print(ours.recv())
except EOFError as error:
    print("EOFError", repr(error), ours.poll())
p.join()
for call in (lambda: ours.send("too late"), ours.recv):
    try:
        call()
    except (OSError, EOFError) as error:
        print(type(error).__name__, error)
r, w = mp.Pipe(False)
r.close()
try:
    w.send(1)
except BrokenPipeError as error:
    print(error)
