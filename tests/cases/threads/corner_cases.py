import threading, time, queue, sys
from threading import *
def show(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
class T(threading.Thread):
    def __init__(self): pass
show(lambda: T().start()); show(lambda: T().join()); show(lambda: T().name); show(lambda: repr(T())); show(lambda: T().is_alive())
show(lambda: setattr(threading.current_thread(), "daemon", True))
show(lambda: threading.Thread(target=print, name=5).name); show(lambda: threading.Thread(target=lambda: 0).name); 
show(lambda: threading.Thread(target=functools_partial).name if False else 0)
import functools
show(lambda: threading.Thread(target=functools.partial(print)).name)
class C:
    def __call__(self): pass
    def m(self): pass
show(lambda: threading.Thread(target=C()).name); show(lambda: threading.Thread(target=C().m).name)
t = threading.Thread(target=time.sleep, args=(0.01,), name="zed", daemon=True); print(t); t.start(); print(str(t)[:20], t.daemon); t.join(); print(str(t)[:20])
show(lambda: threading.Thread(None, print, "n", (1,), {}, daemon=None).run())
t = threading.Thread(target=print, args=("once",)); t.run(); show(t.run)
l = threading.Lock()
r = threading.RLock(); show(r.release); show(lambda: (r.acquire(), r.acquire(), r.release(), r.release())); show(r.release); show(lambda: r._is_owned())
c = threading.Condition(); show(c.wait); show(c.notify); show(c.notify_all); show(lambda: c.wait_for(lambda: True)); show(lambda: c.wait_for(lambda: False))
with c: show(lambda: c.wait(0)); show(lambda: c.wait(-1)); show(lambda: c.wait_for(lambda: 0, 0.01)); show(lambda: c.notify(5)); 
s = threading.Semaphore(1); show(lambda: s.acquire(False, 1)); show(lambda: s.release(0)); show(lambda: threading.Semaphore(-1)); show(lambda: s.acquire(timeout=0)); show(lambda: s.acquire(timeout=0)); show(lambda: s._value)
b = threading.BoundedSemaphore(1); show(b.release); show(lambda: b.acquire(blocking=0)); show(lambda: b.acquire(blocking=0)); b.release()
print(repr(s).split(" at ")[0], repr(s).split(": ")[1], repr(b).split(": ")[1]); e = threading.Event(); print(repr(e).split(": ")[1]); e.set(); print(repr(e).split(": ")[1]); print(repr(threading.Barrier(2)).split(": ")[1])
ba = threading.Barrier(2, timeout=0.01); show(ba.wait); show(ba.wait); ba.reset(); show(lambda: ba.n_waiting); ba.abort(); print(ba.broken, repr(ba).split(": ")[1])
ti = threading.Timer(0.01, print, ["timed"], {"sep": "-"}); print(ti.interval, ti.function, ti.name, ti.args, ti.finished.is_set()); ti.start(); ti.join(); t2 = threading.Timer(10, print); t2.start(); t2.cancel(); t2.join(); print(t2.is_alive(), t2.finished.is_set())
q = queue.Queue(1); q.put(1); show(lambda: q.put(2, timeout=0.01)); show(lambda: q.put(2, False)); show(lambda: q.put(1, timeout=-1)); show(q.get); show(lambda: q.get(timeout=-1)); show(q.get_nowait); show(lambda: repr(q).split(" at")[0]); show(lambda: q.maxsize)
show(lambda: q.unfinished_tasks); q.task_done(); show(q.task_done)
with q.mutex: q.queue.append(5)
loc = threading.local(); loc.x = 1; show(lambda: loc.y); show(lambda: loc.__dict__); del loc.x; show(lambda: loc.x); show(lambda: delattr(loc, "zz"))
show(lambda: threading.local(1))
class L(threading.local):
    z = 3
    def __init__(self, a): self.a = a
    @property
    def double(self): return self.a * 2
ll = L(4); print(ll.a, ll.double, ll.z); ll.a = 5; out = []
th = threading.Thread(target=lambda: out.append((ll.a, ll.double))); th.start(); th.join(); print(out, ll.a)
def ex(): sys.exit("quiet")
th = threading.Thread(target=ex); th.start(); th.join()
print(type(threading.Lock()), type(threading.RLock()), threading.Lock, threading.Condition, threading.Event)
print(isinstance(threading.Lock(), type(threading.Lock())), threading.ThreadError, threading.get_ident() == threading.current_thread().ident)
