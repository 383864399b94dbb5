import threading

forks = [threading.Lock() for _ in range(5)]
meals = [0] * 5


def philosopher(n, rounds):
    first, second = sorted((n, (n + 1) % 5))
    for _ in range(rounds):
        with forks[first]:
            with forks[second]:
                meals[n] += 1


threads = [threading.Thread(target=philosopher, args=(n, 10)) for n in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(meals, any(f.locked() for f in forks))
