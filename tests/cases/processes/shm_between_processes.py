import multiprocessing as mp
from multiprocessing import shared_memory


def attach(name, at):
    block = shared_memory.SharedMemory(name=name)
    block.buf[at] = at * 10
    block.close()


if __name__ == "__main__":
    block = shared_memory.SharedMemory(create=True, size=8)
    block.buf[:8] = bytes(8)
    workers = [mp.Process(target=attach, args=(block.name, n)) for n in range(4)]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    print(list(block.buf[:8]), [w.exitcode for w in workers])
    block.close()
    block.unlink()
