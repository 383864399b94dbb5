import threading

condition = threading.Condition()
log = []


def helper():
    with condition:
        condition.notify_all()


def waiter():
    with condition:
        with condition:
            log.append("waiting")
            condition.wait()
            log.append("woken")
        log.append("still owner")


t = threading.Thread(target=waiter)
t.start()
while "waiting" not in log:
    pass
with condition:
    log.append("main has it, though the waiter took it twice")
    helper()
t.join()
print(log)
own = threading.Condition(threading.RLock())
with own:
    print(own.acquire(), own.wait(0.01))
    own.release()
