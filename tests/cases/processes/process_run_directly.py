import multiprocessing as mp
import os

p = mp.Process(target=lambda: print("no new process:", os.getpid() == me, mp.current_process().name))
me = os.getpid()
p.run()
print(p.pid, p.exitcode)
p.start()
p.join()
