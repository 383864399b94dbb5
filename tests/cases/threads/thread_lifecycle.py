import threading

gate = threading.Event()
t = threading.Thread(target=gate.wait)
print(t.is_alive(), t.ident, t.daemon, repr(t))
t.start()
print(t.is_alive(), t.ident is not None, repr(t).startswith("<Thread(Thread-1 (wait), started "))
t.join(timeout=0.02)
print("still alive", t.is_alive())
try:
    t.start()
except RuntimeError as error:
    print(error)
gate.set()
print(t.join(), t.is_alive())
try:
    t.start()
except RuntimeError as error:
    print(error)
t.join()
fresh = threading.Thread(target=print)
try:
    fresh.join()
except RuntimeError as error:
    print(error)
try:
    threading.current_thread().join()
except RuntimeError as error:
    print(error)
try:
    threading.Thread(None, args=(1,), group="g")
except (AssertionError, TypeError) as error:
    print(type(error).__name__, error)
print(repr(threading.main_thread()).startswith("<_MainThread(MainThread, started "))
print(threading.active_count(), [x.name for x in threading.enumerate()])
