import multiprocessing as mp
import threading
import time


def late():
    time.sleep(0.05)
    print("thread of the child", threading.active_count(), flush=True)


def work():
    print("child", threading.active_count(), threading.current_thread().name)
    threading.Thread(target=late).start()
    threading.Thread(target=time.sleep, args=(30,), daemon=True).start()


p = mp.Process(target=work)
p.start()
p.join()
print("parent", p.exitcode, threading.active_count())
