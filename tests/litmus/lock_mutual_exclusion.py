# every = "ok"
import threading

lock = threading.Lock()
inside = 0


def work():
    global inside
    for _ in range(3):
        with lock:
            inside += 1
            assert inside == 1
            inside -= 1


threads = [threading.Thread(target=work) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("ok")
