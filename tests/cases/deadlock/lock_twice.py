# exit = 3
# stderr = ["deadlock", "line 8", "line 7"]
import threading

lock = threading.Lock()
print("before", flush=True)
lock.acquire()
lock.acquire()
print("never")
