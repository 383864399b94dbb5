# some = ["ok", "deadlock"]
# report = ["deadlock", "line 12"]
import threading

forks = [threading.Lock() for _ in range(3)]
meals = []


def dine(n):
    for _ in range(4):
        with forks[n]:
            with forks[(n + 1) % 3]:
                meals.append(n)


threads = [threading.Thread(target=dine, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("ok")
