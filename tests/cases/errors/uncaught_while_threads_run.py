# exit = 1
# The main thread dies with a traceback, the other thread still finishes its work.
import threading

gate = threading.Event()


def work():
    gate.wait()
    print("thread ends")


threading.Thread(target=work).start()
threading.Timer(0.05, gate.set).start()
raise RuntimeError("main is gone")
