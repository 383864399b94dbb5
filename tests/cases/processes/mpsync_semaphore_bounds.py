import multiprocessing as mp
import time


def work(places, inside, most, lock):
    with places:
        with lock:
            inside.value += 1
            most.value = max(most.value, inside.value)
        time.sleep(0.02)
        with lock:
            inside.value -= 1


places, lock = mp.Semaphore(2), mp.Lock()
inside, most = mp.RawValue("i", 0), mp.RawValue("i", 0)
workers = [mp.Process(target=work, args=(places, inside, most, lock)) for _ in range(5)]
for w in workers:
    w.start()
for w in workers:
    w.join()
print(inside.value, most.value <= 2, places.get_value())
