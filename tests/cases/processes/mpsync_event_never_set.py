# exit = 3
# stderr = ["deadlock"]
import multiprocessing as mp

event = mp.Event()
waiters = [mp.Process(target=event.wait) for _ in range(2)]
for w in waiters:
    w.start()
print("nobody sets it", flush=True)
for w in waiters:
    w.join()
