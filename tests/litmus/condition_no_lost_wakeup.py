# every = "ok"
# Checked under the lock, no wake-up is lost: the hand-over ends on every schedule.
import threading

condition = threading.Condition()
slot = []
received = []


def produce():
    for n in range(4):
        with condition:
            while slot:
                condition.wait()
            slot.append(n)
            condition.notify_all()


def consume():
    for _ in range(2):
        with condition:
            while not slot:
                condition.wait()
            received.append(slot.pop())
            condition.notify_all()


threads = [threading.Thread(target=f) for f in (produce, consume, consume)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert received == [0, 1, 2, 3]
print("ok")
