# Three threads print in turn, held in order by a chain of semaphores.
import threading

turns = [threading.Semaphore(1), threading.Semaphore(0), threading.Semaphore(0)]


def printer(n, text):
    for i in range(3):
        turns[n].acquire()
        print(f"{text}{i}", end=" ")
        turns[(n + 1) % 3].release()


threads = [threading.Thread(target=printer, args=(n, c)) for n, c in enumerate("abc")]
for t in threads:
    t.start()
for t in threads:
    t.join()
print()

# Odd and even in turn, by a condition.
condition, number = threading.Condition(), 0


def count(parity):
    global number
    while True:
        with condition:
            condition.wait_for(lambda: number % 2 == parity or number >= 8)
            if number >= 8:
                return
            print("odd" if parity else "even", number)
            number += 1
            condition.notify()


pair = [threading.Thread(target=count, args=(p,)) for p in (0, 1)]
for t in pair:
    t.start()
for t in pair:
    t.join()
