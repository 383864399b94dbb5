import multiprocessing as mp


def child(level):
    me = mp.current_process()
    print(" " * level + me.name, mp.parent_process().name, me.is_alive())
    if level < 2:
        for _ in range(2):
            p = mp.Process(target=child, args=(level + 1,))
            p.start()
            p.join()


for _ in range(2):
    p = mp.Process(target=child, args=(0,))
    p.start()
    p.join()
print(mp.Process(name="mine").name, mp.Process().name, mp.current_process().name, mp.parent_process())
