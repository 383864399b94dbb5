import multiprocessing as mp
import time

gate = mp.Event()
p = mp.Process(target=gate.wait)
p.start()
started = time.monotonic()
print(p.join(0.1), p.is_alive(), p.exitcode, 0.09 < time.monotonic() - started < 1)
print(p.join(timeout=0), p.is_alive())
gate.set()
print(p.join(10), p.is_alive(), p.exitcode)
print(p.join(), p.join(0.1))
