import multiprocessing as mp


def meet(barrier, indices, rounds):
    for _ in range(rounds):
        indices.put(barrier.wait())


barrier = mp.Barrier(3)
print(barrier.parties, barrier.n_waiting, barrier.broken)
indices = mp.SimpleQueue()
others = [mp.Process(target=meet, args=(barrier, indices, 2)) for _ in range(2)]
for p in others:
    p.start()
mine = [barrier.wait(), barrier.wait(timeout=5)]
for p in others:
    p.join()
print(sorted(mine + [indices.get() for _ in range(4)]), barrier.n_waiting)
one = mp.Barrier(1, action=lambda: print("action"))
print(one.wait(), one.wait())
