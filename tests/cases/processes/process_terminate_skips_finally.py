import multiprocessing as mp
import signal
import sys
import time


def work(ready, polite):
    if polite:
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(12))
    try:
        ready.set()
        time.sleep(30)
    finally:
        print("finally ran", flush=True)


for polite in (False, True):
    ready = mp.Event()
    p = mp.Process(target=work, args=(ready, polite))
    p.start()
    ready.wait()
    p.terminate()
    p.join()
    print(polite, p.exitcode)
