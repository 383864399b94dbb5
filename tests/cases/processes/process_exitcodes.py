import multiprocessing as mp
import os
import signal
import sys

leaves = [lambda: None, lambda: 5, sys.exit, lambda: sys.exit(4), lambda: sys.exit(None), lambda: sys.exit(True), lambda: os._exit(9)]
leaves += [lambda: signal.raise_signal(signal.SIGTERM), lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: sys.exit(300), lambda: exit(6)]
leaves += [lambda: sys.exit(-1)]
codes = []
for leave in leaves:
    p = mp.Process(target=leave)
    p.start()
    p.join()
    codes.append(p.exitcode)
print(codes)
