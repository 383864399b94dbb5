import multiprocessing as mp


def sleep(condition, asleep, awake):
    with condition:
        asleep.release()
        condition.wait()
        awake.release()


lock = mp.Lock()
condition = mp.Condition(lock)
asleep, awake = mp.Semaphore(0), mp.Semaphore(0)
sleepers = [mp.Process(target=sleep, args=(condition, asleep, awake)) for _ in range(4)]
for s in sleepers:
    s.start()
for s in sleepers:
    asleep.acquire()
for count in (1, 2):
    with condition:
        condition.notify(count)
    for _ in range(count):
        awake.acquire()
    print(count, "woken, and no more:", awake.acquire(timeout=0.03))
with condition:
    condition.notify_all()
for s in sleepers:
    s.join()
print(awake.get_value(), [s.exitcode for s in sleepers])
