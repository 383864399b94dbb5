import os
import threading

stop = threading.Event()
worker = threading.Thread(target=stop.wait)
worker.start()
pid = os.fork()
if pid == 0:
    print("child", worker.is_alive(), threading.active_count(), worker in threading.enumerate())
    worker.join()
    os._exit(0)
os.waitpid(pid, 0)
print("parent", worker.is_alive(), threading.active_count())
stop.set()
worker.join()
