# every = "ok"
# What CPython does in one step is one step: append, pop, a dictionary's item and setdefault lose nothing.
import threading

items, table, firsts = [], {}, []
source = list(range(9))


def work(n):
    for k in range(3):
        items.append((n, k))
        table[n, k] = True
        firsts.append(table.setdefault("first", n))
        source.pop()


threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert len(items) == 9 and len(table) == 10 and len(set(firsts)) == 1 and source == []
print("ok")
