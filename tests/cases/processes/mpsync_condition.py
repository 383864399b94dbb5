import multiprocessing as mp


def wait_for(number, condition, current):
    with condition:
        print(number, condition.wait_for(lambda: current.value >= number), flush=True)


condition = mp.Condition()
current = mp.RawValue("i", 0)
waiters = [mp.Process(target=wait_for, args=(n, condition, current)) for n in (1, 2, 3)]
for w in waiters:
    w.start()
for w in waiters:
    with condition:
        current.value += 1
        condition.notify_all()
    w.join()
with condition:
    print(condition.wait(0.02), condition.wait_for(lambda: False, timeout=0.02), condition.wait_for(lambda: 7))
for call in (condition.notify, condition.notify_all, condition.wait):
    try:
        call()
    except (AssertionError, RuntimeError) as error:
        print(type(error).__name__, error)
print(condition.acquire(), condition.acquire(block=False), condition.release(), condition.release())
