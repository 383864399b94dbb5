# some = ["40", "less"]
# counter += 1 is a load, an addition and a store.
import threading

counter = 0


def work():
    global counter
    for _ in range(20):
        counter += 1


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter if counter == 40 else "less")
