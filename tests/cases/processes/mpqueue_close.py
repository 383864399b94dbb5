import multiprocessing as mp

q = mp.Queue()
q.put("before")
print(q.get())
print(q.close(), q.close(), q.join_thread())
for call in (lambda: q.put(1), q.get, q.get_nowait):
    try:
        call()
    except ValueError as error:
        print(str(error).startswith("Queue <multiprocessing.queues.Queue object at 0x"), str(error).endswith("is closed"))
    except OSError as error:
        print(error)
try:
    mp.Queue().join_thread()
except AssertionError as error:
    print("AssertionError", str(error).endswith("not closed"))
unused = mp.Queue()
unused.close()
unused.join_thread()
print("closed")
