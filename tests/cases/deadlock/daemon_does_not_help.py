# A daemon thread that sleeps with a timeout may still wake somebody: no deadlock while it does.
import threading
import time

lock = threading.Lock()
lock.acquire()


def rescuer():
    time.sleep(0.03)
    lock.release()


threading.Thread(target=rescuer, daemon=True).start()
lock.acquire()
print("rescued")
