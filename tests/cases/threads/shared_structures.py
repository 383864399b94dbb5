import collections
import threading

N = 50
numbers, table, names, line = [], {}, set(), collections.deque()
text = []


def work(n):
    for k in range(N):
        numbers.append(k)
        table[n, k] = k
        names.add((n, k))
        line.appendleft(k)
    text.append("%d done" % n)


threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(numbers), sum(numbers), len(table), len(names), len(line), sorted(text))
