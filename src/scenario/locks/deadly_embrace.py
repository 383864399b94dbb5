# title_en = "Deadlock: two locks, two orders"
# title_zh = "死锁：两把锁，两种顺序"
# ends = "deadlock"
import threading
import time

knife = threading.Lock()
fork = threading.Lock()


def ann():
    with knife:
        print("Ann has the knife")
        time.sleep(0.1)
        with fork:
            print("Ann eats")


def bob():
    with fork:
        print("Bob has the fork")
        time.sleep(0.1)
        with knife:
            print("Bob eats")


a = threading.Thread(target=ann, name="Ann")
b = threading.Thread(target=bob, name="Bob")
a.start()
b.start()
a.join()
b.join()
print("both have eaten")
