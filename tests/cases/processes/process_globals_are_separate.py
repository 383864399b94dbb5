import multiprocessing as mp

counter = 0
log = []


class Settings:
    debug = False


def change(n):
    global counter
    counter += n
    log.append(n)
    Settings.debug = True
    print("child", counter, log, Settings.debug)


for n in (1, 2):
    p = mp.Process(target=change, args=(n,))
    p.start()
    p.join()
    print("parent", counter, log, Settings.debug)
change(5)
p = mp.Process(target=change, args=(7,))
p.start()
p.join()
