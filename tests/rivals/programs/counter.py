import sys
import threading

n, m = int(sys.argv[1]), int(sys.argv[2])
count = 0


def work():
    global count
    for _ in range(m):
        count += 1


threads = [threading.Thread(target=work) for _ in range(n)]
for t in threads: t.start()
for t in threads: t.join()
print(count)
