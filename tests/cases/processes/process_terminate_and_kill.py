import multiprocessing as mp
import signal
import time


def stubborn(ready):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    ready.set()
    time.sleep(30)


p = mp.Process(target=time.sleep, args=(30,))
p.start()
p.terminate()
p.join()
print(p.exitcode, p.exitcode == -signal.SIGTERM, p.is_alive())
p.terminate()
p.kill()
ready = mp.Event()
q = mp.Process(target=stubborn, args=(ready,))
q.start()
ready.wait()
q.terminate()
q.join(0.1)
print(q.is_alive(), q.exitcode)
q.kill()
q.join()
print(q.exitcode)
r = mp.Process(target=print, args=("ended by itself",))
r.start()
r.join()
r.terminate()
print(r.exitcode)
