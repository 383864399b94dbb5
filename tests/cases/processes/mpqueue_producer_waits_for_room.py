import multiprocessing as mp


def produce(q, made):
    for n in range(5):
        q.put(n)
        made.value = n + 1


made = mp.Value("i", 0)
q = mp.Queue(maxsize=2)
p = mp.Process(target=produce, args=(q, made))
p.start()
p.join(0.1)
print("made before anything was taken:", made.value, p.is_alive())
print([q.get() for _ in range(5)])
p.join()
print(made.value, p.exitcode)
