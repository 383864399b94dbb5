from multiprocessing import shared_memory

block = shared_memory.SharedMemory(create=True, size=16)
print(block.size >= 16, len(block.buf) == block.size, isinstance(block.name, str), block.buf[0], type(block.buf).__name__)
block.buf[0] = 7
block.buf[1:4] = b"abc"
print(bytes(block.buf[:5]), block.buf[1], block.buf.tolist()[:4])
same = shared_memory.SharedMemory(name=block.name)
same.buf[2] = 90
print(block.buf[2], same.name == block.name, same.size == block.size)
for call in (lambda: block.buf.__setitem__(0, 256), lambda: block.buf.__setitem__(slice(0, 2), b"abc"), lambda: block.buf.__setitem__(5000, 1)):
    try:
        call()
    except (ValueError, IndexError) as error:
        print(type(error).__name__, error)
same.close()
name = block.name
block.close()
print(block.buf)
block.unlink()
for call in (lambda: shared_memory.SharedMemory(name=name), lambda: shared_memory.SharedMemory(create=True, size=0)):
    try:
        call()
    except (FileNotFoundError, ValueError) as error:
        print(type(error).__name__, str(error).replace(name, "NAME").replace("/", ""))
