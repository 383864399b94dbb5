import multiprocessing as mp

gate = mp.Event()
print(mp.active_children())
children = [mp.Process(target=gate.wait, name=f"child {n}") for n in range(3)]
for c in children:
    c.start()
print(sorted(c.name for c in mp.active_children()), set(mp.active_children()) == set(children))


def look():
    print("inside", mp.active_children(), mp.parent_process().pid == parent, mp.parent_process().is_alive())


parent = mp.current_process().pid
p = mp.Process(target=look)
p.start()
p.join()
gate.set()
for c in children:
    c.join()
print(mp.active_children(), mp.cpu_count() >= 1)
