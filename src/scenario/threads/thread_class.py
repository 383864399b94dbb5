# title_en = "A class that is a thread"
# title_zh = "继承 Thread 的类"
import threading
import time


class Courier(threading.Thread):
    def __init__(self, city, days):
        super().__init__(name=f"courier to {city}")
        self.city = city
        self.days = days
        self.delivered = False

    def run(self):
        time.sleep(self.days / 10)
        self.delivered = True
        print(f"{self.name}: delivered after {self.days} days")


couriers = [Courier("Oslo", 3), Courier("Rome", 2), Courier("Bern", 1)]
for c in couriers:
    c.start()
for c in couriers:
    c.join()
print("all delivered:", all(c.delivered for c in couriers))
