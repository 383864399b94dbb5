import multiprocessing as mp


def work(tasks, results):
    for n in iter(tasks.get, None):
        results.put((n, n ** 3))
    results.put("done")


tasks, results = mp.Queue(), mp.Queue()
workers = [mp.Process(target=work, args=(tasks, results)) for _ in range(3)]
for w in workers:
    w.start()
for n in range(8):
    tasks.put(n)
for _ in workers:
    tasks.put(None)
found, done = [], 0
while done < 3:
    item = results.get()
    if item == "done":
        done += 1
    else:
        found.append(item)
for w in workers:
    w.join()
print(sorted(found), [w.exitcode for w in workers])
