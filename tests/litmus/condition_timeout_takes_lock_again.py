# every = "ok"
import threading

condition = threading.Condition()
inside = 0


def work():
    global inside
    with condition:
        assert condition.wait(timeout=0.001) is False
        inside += 1
        assert inside == 1
        inside -= 1


threads = [threading.Thread(target=work) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("ok")
