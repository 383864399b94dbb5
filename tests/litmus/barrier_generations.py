# every = "ok"
import threading

barrier = threading.Barrier(3)
stage = [0, 0, 0]
leaders = []


def run(n):
    for _ in range(3):
        stage[n] += 1
        if barrier.wait() == 0:
            leaders.append(stage[n])
        assert max(stage) - min(stage) <= 1


threads = [threading.Thread(target=run, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert stage == [3, 3, 3] and sorted(leaders) == [1, 2, 3] and barrier.n_waiting == 0
print("ok")
