# title_en = "A car park with three places"
# title_zh = "只有三个车位的停车场"
import threading
import time

places = threading.BoundedSemaphore(3)
parked = 0
counter = threading.Lock()


def car(number):
    global parked
    with places:
        with counter:
            parked += 1
            print(f"car {number} in,  {parked} parked")
        time.sleep(0.1)
        with counter:
            parked -= 1
            print(f"car {number} out, {parked} parked")


cars = [threading.Thread(target=car, args=(n,)) for n in range(1, 8)]
for c in cars:
    c.start()
for c in cars:
    c.join()
