import threading

semaphore = threading.Semaphore(2)
print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(blocking=False), semaphore.acquire(timeout=0.01))
semaphore.release()
print(semaphore.acquire(False))
semaphore.release(2)
with semaphore:
    print("in")
inside = most = 0
guard = threading.Lock()


def visit():
    global inside, most
    with semaphore:
        with guard:
            inside += 1
            most = max(most, inside)
        with guard:
            inside -= 1


threads = [threading.Thread(target=visit) for _ in range(6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(inside, 1 <= most <= 2)
zero = threading.Semaphore(0)
got = []
t = threading.Thread(target=lambda: got.append(zero.acquire()))
t.start()
zero.release()
t.join()
print(got)
for action in (lambda: threading.Semaphore(-1), lambda: semaphore.release(0), lambda: semaphore.acquire(False, 1)):
    try:
        action()
    except ValueError as error:
        print(error)
plain = threading.Semaphore()
plain.release()
print(plain.acquire(False), plain.acquire(False), plain.acquire(False))
