import multiprocessing as mp


def fail(items):
    return items[5]


p = mp.Process(target=fail, args=([1],))
p.start()
p.join()
print("parent goes on", p.exitcode, p.is_alive())
q = mp.Process(target=fail, args=([],), name="second try")
q.start()
q.join()
print(q.exitcode)
