# every = "ok"
import threading

condition = threading.Condition()
ready = False
inside = 0


def wait():
    global inside
    with condition:
        while not ready:
            condition.wait()
        inside += 1
        assert inside == 1
        inside -= 1


threads = [threading.Thread(target=wait) for _ in range(3)]
for t in threads:
    t.start()
with condition:
    ready = True
    condition.notify_all()
for t in threads:
    t.join()
print("ok")
