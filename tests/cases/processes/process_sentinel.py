import multiprocessing as mp
from multiprocessing.connection import wait

gates = [mp.Event() for _ in range(3)]
processes = [mp.Process(target=gate.wait) for gate in gates]
for p in processes:
    p.start()
print(wait([p.sentinel for p in processes], timeout=0.05))
gates[1].set()
ready = wait([p.sentinel for p in processes])
print([p.sentinel in ready for p in processes])
for gate in gates:
    gate.set()
for p in processes:
    p.join()
print(len(wait([p.sentinel for p in processes])))
try:
    mp.Process().sentinel
except ValueError as error:
    print(error)
