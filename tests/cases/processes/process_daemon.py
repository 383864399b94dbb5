import multiprocessing as mp
import time


def parent_of_a_child():
    print(mp.current_process().daemon)
    try:
        mp.Process(target=print).start()
    except AssertionError as error:
        print(error)


def endless():
    while True:
        time.sleep(0.01)


p = mp.Process(target=parent_of_a_child, daemon=True)
p.start()
p.join()
q = mp.Process(target=endless)
q.daemon = True
q.start()
print("main ends, the daemon is terminated", q.daemon, mp.Process().daemon)
