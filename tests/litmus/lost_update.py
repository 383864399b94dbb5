# some = ["3", "less"]
import threading

counter = 0


def work():
    global counter
    seen = counter
    counter = seen + 1


threads = [threading.Thread(target=work) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter if counter == 3 else "less")
