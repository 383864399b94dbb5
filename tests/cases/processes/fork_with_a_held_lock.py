import os
import threading

lock = threading.Lock()
held = threading.Event()
stop = threading.Event()


def hold():
    with lock:
        held.set()
        stop.wait()


holder = threading.Thread(target=hold)
holder.start()
held.wait()
pid = os.fork()
if pid == 0:
    # The thread that would release it is not here.
    print("child", lock.locked(), lock.acquire(timeout=0.05))
    os._exit(0)
os.waitpid(pid, 0)
stop.set()
holder.join()
print("parent", lock.locked(), lock.acquire(timeout=0.05))
