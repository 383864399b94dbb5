# title_en = "Daemon threads do not hold up the exit"
# title_zh = "守护线程不会阻止程序退出"
import threading
import time


def heartbeat():
    while True:
        print("tick")
        time.sleep(0.1)


def save():
    time.sleep(0.35)
    print("saved: an ordinary thread is always waited for")


threading.Thread(target=heartbeat, daemon=True).start()
threading.Thread(target=save).start()
print("main: nothing more to do")
