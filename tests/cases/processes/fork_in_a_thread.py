import os
import threading


def work():
    pid = os.fork()
    if pid == 0:
        me = threading.current_thread()
        print("child", threading.active_count(), threading.enumerate() == [me], me is threading.main_thread(), me.name)
        os._exit(0)
    os.waitpid(pid, 0)
    print("thread in the parent", threading.active_count(), threading.current_thread() is threading.main_thread())


stop = threading.Event()
other = threading.Thread(target=stop.wait)
other.start()
worker = threading.Thread(target=work, name="forker")
worker.start()
worker.join()
stop.set()
other.join()
print("main", threading.active_count())
