import multiprocessing as mp


def work(q, total):
    while True:
        n = q.get()
        with total.get_lock():
            total.value += n
        q.task_done()


q = mp.JoinableQueue()
total = mp.Value("i", 0)
for _ in range(2):
    mp.Process(target=work, args=(q, total), daemon=True).start()
for n in range(1, 11):
    q.put(n)
q.join()
print(total.value, q.empty())
try:
    q.task_done()
except ValueError as error:
    print(error)
print(q.join(), type(q).__name__)
