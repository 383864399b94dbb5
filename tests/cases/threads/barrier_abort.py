import threading

barrier = threading.Barrier(3)
outcome = []


def wait(n):
    try:
        barrier.wait()
        outcome.append("passed")
    except threading.BrokenBarrierError:
        outcome.append("broken")


threads = [threading.Thread(target=wait, args=(n,)) for n in range(2)]
for t in threads:
    t.start()
while barrier.n_waiting < 2:
    pass
barrier.abort()
for t in threads:
    t.join()
print(outcome, barrier.broken)
barrier.reset()
outcome.clear()
t = threading.Thread(target=wait, args=(0,))
t.start()
while barrier.n_waiting < 1:
    pass
barrier.reset()
t.join()
print(outcome, barrier.broken)


def failing():
    raise ValueError("action failed")


bad = threading.Barrier(1, failing)
try:
    bad.wait()
except ValueError as error:
    print(error, bad.broken)
