# exit = 3
# stderr = ["deadlock"]
import threading

places = threading.BoundedSemaphore(1)


def visitor():
    places.acquire()
    print("entered", flush=True)


threads = [threading.Thread(target=visitor) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
