import sys
import threading

n = int(sys.argv[1])
forks = [threading.Lock() for _ in range(n)]


def dine(me):
    left, right = me, (me + 1) % n
    first, second = left, right
    with forks[first]:
        with forks[second]:
            pass


threads = [threading.Thread(target=dine, args=(me,)) for me in range(n)]
for t in threads: t.start()
for t in threads: t.join()
