import threading

t = threading.Timer(0.01, lambda: 1 / 0)
t.start()
t.join()
print("after the timer")
