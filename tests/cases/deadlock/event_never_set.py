# exit = 3
# stderr = ["deadlock", "line 8", "line 13"]
import threading

event = threading.Event()

def waiter():
    event.wait()

t = threading.Thread(target=waiter)
t.start()
print("joining", flush=True)
t.join()
