# title_en = "Producers and consumers"
# title_zh = "生产者与消费者"
import queue
import threading
import time

orders = queue.Queue(maxsize=3)
DONE = None


def waiter(name, dishes):
    for dish in dishes:
        orders.put((name, dish))
        print(f"{name} orders {dish}")
        time.sleep(0.05)


def cook():
    while (order := orders.get()) is not DONE:
        name, dish = order
        time.sleep(0.1)
        print(f"  cooked {dish} for {name}")
    print("  kitchen closed")


waiters = [
    threading.Thread(target=waiter, args=("Ida", ["soup", "fish", "cake"])),
    threading.Thread(target=waiter, args=("Jon", ["salad", "pasta", "ice"])),
]
kitchen = threading.Thread(target=cook)
kitchen.start()
for w in waiters:
    w.start()
for w in waiters:
    w.join()
orders.put(DONE)
kitchen.join()
