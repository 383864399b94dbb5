from concurrent.futures import ThreadPoolExecutor, Future, CancelledError, InvalidStateError
import threading

gate = threading.Event()
log = []
with ThreadPoolExecutor(max_workers=1) as pool:
    running = pool.submit(gate.wait)
    queued = pool.submit(print, "never printed")
    queued.add_done_callback(lambda f: log.append(("cancelled", f.cancelled())))
    while not running.running():
        pass
    print(running.cancel(), queued.cancel(), queued.cancelled(), queued.done(), queued.cancel())
    running.add_done_callback(lambda f: log.append(("done", f.result())))
    gate.set()
print(log)
try:
    queued.result()
except CancelledError as error:
    print(repr(error))
running.add_done_callback(lambda f: log.append("late"))
print(log[-1])

f = Future()
print(f.done(), f.running(), f.set_running_or_notify_cancel(), f.running())
f.set_result("by hand")
print(f.result(), f.done(), repr(f).split(" state=")[1])
try:
    f.set_result("again")
except InvalidStateError as error:
    print("InvalidStateError")
g = Future()
g.set_exception(OSError("disk"))
try:
    g.result()
except OSError as error:
    print(error)
print(Future().cancel(), g.cancel())
waiter = Future()
threading.Timer(0.01, waiter.set_result, ["from a timer"]).start()
print(waiter.result(timeout=5))
pool = ThreadPoolExecutor(1)
gate.clear()
first = pool.submit(gate.wait)
others = [pool.submit(int) for _ in range(3)]
while not first.running():
    pass
pool.shutdown(wait=False, cancel_futures=True)
print([o.cancelled() for o in others])
gate.set()
print(first.result())
