# title_en = "A crash in a thread, a crash in a process"
# title_zh = "线程出错与进程崩溃"
import multiprocessing
import os
import signal
import threading


def quiet(args):
    print(f"  the thread ended with {args.exc_type.__name__}")


def divide():
    return 1 / 0


def crash():
    os.kill(os.getpid(), signal.SIGSEGV)     # as a bug in a C library would


threading.excepthook = quiet

if __name__ == "__main__":
    t = threading.Thread(target=divide)
    t.start()
    t.join()
    print("main: the thread is gone, nobody tells me why")

    p = multiprocessing.Process(target=crash)
    p.start()
    p.join()
    print("main: the process ended with", p.exitcode, signal.Signals(-p.exitcode).name)
    print("main: and I am still here")
