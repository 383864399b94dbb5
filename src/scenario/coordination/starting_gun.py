# title_en = "The starting gun"
# title_zh = "发令枪"
import threading
import time

gun = threading.Event()
places = []


def runner(name, speed):
    print(f"{name} at the line")
    gun.wait()
    time.sleep(1 / speed)
    places.append(name)


runners = [
    threading.Thread(target=runner, args=("hare", 10)),
    threading.Thread(target=runner, args=("fox", 8)),
    threading.Thread(target=runner, args=("tortoise", 2)),
]
for r in runners:
    r.start()

time.sleep(0.2)
print("Bang!")
gun.set()
for r in runners:
    r.join()
print(places)
