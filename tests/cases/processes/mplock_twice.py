# exit = 3
# stderr = ["deadlock", "line 8"]
import multiprocessing as mp

lock = mp.Lock()
lock.acquire()
print("once", flush=True)
lock.acquire()
print("never")
