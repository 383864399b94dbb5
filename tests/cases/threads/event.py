import threading

event = threading.Event()
print(event.is_set(), event.wait(0.01), event.wait(timeout=0))
log = []


def runner(n):
    event.wait()
    log.append(n)


threads = [threading.Thread(target=runner, args=(n,)) for n in range(4)]
for t in threads:
    t.start()
print(log)
event.set()
for t in threads:
    t.join()
print(sorted(log), event.is_set(), event.wait(), event.isSet() if False else event.is_set())
event.clear()
print(event.is_set(), event.wait(0.01))
done = threading.Event()


def ping():
    for _ in range(3):
        event.wait()
        event.clear()
        log.append("ping")
        done.set()


t = threading.Thread(target=ping)
t.start()
for _ in range(3):
    event.set()
    done.wait()
    done.clear()
    log.append("pong")
t.join()
print(log[4:])
