import threading

actions = []
barrier = threading.Barrier(3, action=lambda: actions.append("all here"))
indices = []
phases = []


def runner(n):
    for phase in range(3):
        phases.append(phase)
        indices.append(barrier.wait())


threads = [threading.Thread(target=runner, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(phases)
print(sorted(indices), actions)
print(barrier.parties, barrier.n_waiting, barrier.broken)
one = threading.Barrier(1)
print(one.wait(), one.wait())
with_timeout = threading.Barrier(2, timeout=0.01)
try:
    with_timeout.wait()
except threading.BrokenBarrierError as error:
    print("broken", repr(error), with_timeout.broken)
try:
    with_timeout.wait()
except threading.BrokenBarrierError:
    print("still broken")
with_timeout.reset()
print(with_timeout.broken, issubclass(threading.BrokenBarrierError, RuntimeError))
