# every = "ok"
import threading
import time

fired = []
timer = threading.Timer(0.002, fired.append, [1])
timer.start()
time.sleep(0.002)
timer.cancel()
timer.join()
assert len(fired) <= 1 and not timer.is_alive()
late = threading.Timer(30, fired.append, [2])
late.start()
late.cancel()
late.join()
assert 2 not in fired
print("ok")
