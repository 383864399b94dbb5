import threading

condition = threading.Condition()
stage = 0
log = []


def worker(my_stage):
    global stage
    with condition:
        ok = condition.wait_for(lambda: stage == my_stage, timeout=5)
        log.append((my_stage, ok))
        stage += 1
        condition.notify_all()


threads = [threading.Thread(target=worker, args=(n,)) for n in (2, 0, 3, 1)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(log, stage)

waiting = 0
woken = []


def sleeper(n):
    global waiting
    with condition:
        waiting += 1
        condition.notify_all()
        condition.wait_for(lambda: tickets)
        tickets.pop()
        woken.append(n)


tickets = []
threads = [threading.Thread(target=sleeper, args=(n,)) for n in range(4)]
for t in threads:
    t.start()
with condition:
    condition.wait_for(lambda: waiting == 4)
    tickets.extend("xx")
    condition.notify_all()
while len(woken) < 2:
    pass
with condition:
    print(len(woken))
    tickets.extend("yy")
    condition.notify_all()
for t in threads:
    t.join()
print(sorted(woken), tickets)
