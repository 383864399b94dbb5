import threading

condition = threading.Condition()
items = []
log = []


def consumer():
    with condition:
        while not items:
            condition.wait()
        log.append(items.pop())


def producer():
    with condition:
        items.append("item")
        condition.notify()


c = threading.Thread(target=consumer)
p = threading.Thread(target=producer)
c.start()
p.start()
c.join()
p.join()
print(log)
with condition:
    print(condition.wait(0.01), condition.wait(timeout=0))
    print(condition.wait_for(lambda: True), condition.wait_for(lambda: 0, timeout=0.01), condition.wait_for(lambda: "value"))
for action in (condition.wait, condition.notify, condition.notify_all, condition.release):
    try:
        action()
    except RuntimeError as error:
        print(error)
own = threading.Lock()
on_lock = threading.Condition(own)
with on_lock:
    print(own.locked())
print(own.locked(), on_lock.acquire(), on_lock.acquire(blocking=False), on_lock.release())
