import threading
import time

never = threading.Event()


def forever():
    never.wait()
    print("never printed")


d = threading.Thread(target=forever, daemon=True)
print(d.daemon)
d.start()
try:
    d.daemon = False
except RuntimeError as error:
    print(error)


def inherits():
    child = threading.Thread(target=print)
    print("child daemon", child.daemon)


helper = threading.Thread(target=inherits, daemon=True)
helper.start()
helper.join()
other = threading.Thread(target=forever)
other.daemon = True
other.start()
print(sorted(t.daemon for t in threading.enumerate()))
print("main ends")
