import os
from multiprocessing import shared_memory

name = f"racecourse_case_{os.getpid()}"
block = shared_memory.SharedMemory(name, create=True, size=4)
print(block.name == name)
try:
    shared_memory.SharedMemory(name, create=True, size=4)
except FileExistsError as error:
    print(type(error).__name__, error.errno)
block.buf[0] = 5
pid = os.fork()
if pid == 0:
    block.buf[0] += 1
    os._exit(0)
os.wait()
print(block.buf[0])
block.close()
block.unlink()
try:
    block.unlink()
except FileNotFoundError as error:
    print(type(error).__name__, error.errno)
