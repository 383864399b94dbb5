import os
import signal
import threading

seen = []


def handler(number, frame):
    seen.append(threading.current_thread().name)


def sender():
    os.kill(os.getpid(), signal.SIGUSR1)


signal.signal(signal.SIGUSR1, handler)
t = threading.Thread(target=sender, name="sender")
t.start()
t.join()
while not seen:
    pass
print(seen)
