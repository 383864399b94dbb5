import multiprocessing as mp

q = mp.Queue()
for item in (1, "two", [3.0, None], {"four": (5, 6)}):
    q.put(item)
print([q.get() for _ in range(4)], q.empty(), q.qsize(), q.full())
original = ["a", "b"]
q.put(original)
copy = q.get()
print(copy == original, copy is original)
