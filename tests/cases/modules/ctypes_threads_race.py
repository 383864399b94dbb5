import threading
from ctypes import c_int, c_double, Structure

counter = c_int(0)
table = (c_int * 4)()
lock = threading.Lock()


class Totals(Structure):
    _fields_ = [("count", c_int), ("sum", c_double)]


totals = Totals()


def work(place):
    for i in range(50):
        with lock:
            counter.value += 1
            totals.count += 1
            totals.sum += i / 2
        table[place] += i


threads = [threading.Thread(target=work, args=(place,)) for place in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter, list(table), totals.count, totals.sum)
