import multiprocessing as mp
import os


def who(barrier_index):
    me = mp.current_process()
    return me.name, me.daemon, os.getpid(), os.getppid()


def child_of_worker(_):
    try:
        mp.Process(target=print).start()
    except AssertionError as error:
        return str(error)


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        found = pool.map(who, range(20), chunksize=1)
        print({name for name, *_ in found} <= {"ForkPoolWorker-1", "ForkPoolWorker-2"}, {daemon for _, daemon, *_ in found})
        print(len({pid for *_, pid, _ in found}) <= 2, {parent for *_, parent in found} == {os.getpid()})
        print(len(mp.active_children()), pool.apply(child_of_worker, (0,)))
