# title_en = "The call that nobody heard"
# title_zh = "没人听见的呼唤"
# ends = "deadlock"
import threading
import time

dinner = threading.Condition()
ready = False


def cook():
    global ready
    time.sleep(0.1)
    ready = True
    with dinner:
        print("cook: dinner is ready!")
        dinner.notify()


def guest():
    if not ready:                # looks without holding the lock,
        print("guest: not yet, I'll sit down and wait")
        time.sleep(0.2)          # takes time to sit down,
        with dinner:
            dinner.wait()        # and waits for a call that has passed
    print("guest: enjoy your meal")


threads = [threading.Thread(target=guest, name="guest"), threading.Thread(target=cook, name="cook")]
for t in threads:
    t.start()
for t in threads:
    t.join()
