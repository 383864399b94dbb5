"""Threads. What blocks is one request to the kernel; the rest is bookkeeping. What fewer programs use is loaded when it is
asked for: see `_threading`."""

import _sync
from _sync import RLock, TIMEOUT_MAX, allocate_lock as Lock, current_tid as _current_tid, join as _join

__all__ = ["get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX", "Event",
           "Lock", "RLock", "Semaphore", "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError", "Timer",
           "ThreadError", "setprofile", "settrace", "local", "stack_size", "excepthook", "ExceptHookArgs", "getprofile",
           "gettrace", "get_native_id"]
_LATER = ("Barrier", "BoundedSemaphore", "BrokenBarrierError", "Condition", "Event", "Semaphore", "Timer", "local")

ThreadError = RuntimeError

_active = {}
_counter = 0
_dangling = []
_exit_calls = []
_stack_size = 0
_SENTINEL = object()


def _newname(template="Thread-%d"):
    global _counter
    _counter += 1
    return template % _counter


class Thread:
    _initialized = False
    _gone = False  # It was another process's: a fork left it behind.

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if name:
            name = str(name)
        else:
            name = _newname()
            if target is not None:
                label = getattr(target, "__name__", None)
                if label is not None:
                    name = f"{name} ({label})"
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._tid = None
        self._is_stopped = False
        self._initialized = True

    def __getstate__(self):
        raise TypeError("cannot pickle '_thread.lock' object")

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        status = "initial"
        if self._tid is not None:
            status = "started" if self.is_alive() else "stopped"
        if self._daemonic:
            status += " daemon"
        if self._tid is not None:
            status += f" {self.ident}"
        return f"<{self.__class__.__name__}({self._name}, {status})>"

    @_atomic
    def start(self):
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._tid is not None:
            raise RuntimeError("threads can only be started once")
        tid = _sync.spawn(self._bootstrap, self._name, self._daemonic)
        self._tid = tid
        if not self._is_stopped:
            _active[tid] = self

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        _sync.set_current(self)
        if self._tid is None:
            self._tid = _sync.current_tid()
            _active[self._tid] = self
        try:
            self.run()
        except BaseException as error:
            _report(error, self)
        finally:
            self._is_stopped = True
            _active.pop(self._tid, None)

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        tid = self._tid
        if tid is None:
            raise RuntimeError("cannot join thread before it is started")
        if _current_tid() == tid:
            raise RuntimeError("cannot join current thread")
        if not self._gone:
            _join(tid, timeout)

    def is_alive(self):
        assert self._initialized, "Thread.__init__() not called"
        if self._tid is None or self._gone:
            return False
        return _sync.is_alive(self._tid)

    @property
    def name(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)
        if self._tid is not None:
            _sync.rename(self._tid, self._name)

    @property
    def ident(self):
        assert self._initialized, "Thread.__init__() not called"
        return None if self._tid is None else _sync.ident(self._tid)

    @property
    def native_id(self):
        assert self._initialized, "Thread.__init__() not called"
        return None if self._tid is None else _native_id(self._tid)

    @property
    def daemon(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._tid is not None:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name


class _MainThread(Thread):
    def __init__(self):
        Thread.__init__(self, name="MainThread", daemon=False)
        self._tid = 0
        _active[0] = self


class _DummyThread(Thread):
    def __init__(self, tid):
        Thread.__init__(self, name=_newname("Dummy-%d"), daemon=True)
        self._tid = tid
        _active[tid] = self

    def join(self, timeout=None):
        assert False, "cannot join a dummy thread"


def _native_id(tid):
    import os
    return os.getpid() + tid


# What happened in a thread and was not caught.

class ExceptHookArgs(tuple):
    """exc_type, exc_value, exc_traceback, thread."""

    def __new__(cls, items):
        items = tuple(items)
        if len(items) != 4:
            raise TypeError(f"_thread._ExceptHookArgs takes an at least 4-sequence ({len(items)}-sequence given)")
        return tuple.__new__(cls, items)

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])

    def __repr__(self):
        return (f"_thread._ExceptHookArgs(exc_type={self[0]!r}, exc_value={self[1]!r}, "
                f"exc_traceback={self[2]!r}, thread={self[3]!r})")


def excepthook(args, /):
    if args.exc_type is SystemExit:
        return
    import _sys
    import sys
    err = sys.stderr
    if err is None:
        return
    name = args.thread.name if args.thread is not None else get_ident()
    text = _sys.format_exception(args.exc_value)
    err.write(f"Exception in thread {name}:\n{text}")
    err.flush()


__excepthook__ = excepthook


def _report(error, thread):
    if not isinstance(error, SystemExit):
        import _sys
        _sync.uncaught(_sys.format_exception(error))
    hook = excepthook
    args = ExceptHookArgs((type(error), error, error.__traceback__, thread))
    try:
        hook(args)
    except BaseException as second:
        import sys
        if sys.stderr is not None:
            print("Exception in threading.excepthook:", file=sys.stderr, flush=True)
            sys.excepthook(type(second), second, second.__traceback__)


def current_thread():
    thread = _sync.current()
    if thread is None:
        tid = _sync.current_tid()
        thread = _active.get(tid)
        if thread is None:
            thread = _DummyThread.__new__(_DummyThread)
            thread._daemonic = True
            _DummyThread.__init__(thread, tid)
        _sync.set_current(thread)
    return thread


def main_thread():
    return _main_thread


@_atomic
def enumerate():
    return list(_active.values())


@_atomic
def active_count():
    return len(_active)


def get_ident():
    return _sync.ident(_sync.current_tid())


def get_native_id():
    return _native_id(_sync.current_tid())


def currentThread():
    return current_thread()


def activeCount():
    return active_count()


def settrace(func):
    pass


def setprofile(func):
    pass


def gettrace():
    return None


def getprofile():
    return None


def stack_size(size=0):
    global _stack_size
    if size < 0:
        raise ValueError("size must be 0 or a positive value")
    if 0 < size < 32768:
        raise ValueError(f"size not valid: {size} bytes")
    old, _stack_size = _stack_size, size
    return old


# After a fork.

def _after_fork():
    """In the child only the thread that forked is left, and is the main thread."""
    global _main_thread
    tid = _sync.current_tid()
    current = _active.get(tid)
    if current is None:
        current = _MainThread()
        current._tid = tid
    for thread in _active.values():
        if thread is not current:
            thread._is_stopped = thread._gone = True
    _active.clear()
    _active[tid] = current
    _main_thread = current
    _sync.set_current(current)


# The end of the program.

def _register_atexit(func, *args, **kwargs):
    _exit_calls.append((func, args, kwargs))


def _shutdown():
    """Waits for every thread that is no daemon, after what the library itself has to end."""
    while _exit_calls:
        func, args, kwargs = _exit_calls.pop()
        func(*args, **kwargs)
    while len(_active) > 1:
        waiting = [t for t in enumerate() if not t._daemonic and t is not _main_thread]
        if not waiting:
            return
        for thread in waiting:
            _sync.join(thread._tid, None)


def __getattr__(name):
    if name not in _LATER:
        raise AttributeError(f"module 'threading' has no attribute '{name}'")
    import _threading
    for later in _LATER:
        globals()[later] = getattr(_threading, later)
    return globals()[name]


def __dir__():
    return sorted({*globals(), *_LATER})


class _FirstThread:
    daemon = False


_sync.set_current(_FirstThread)
_main_thread = _MainThread()
if _sync.current_tid() == 0:
    _sync.set_current(_main_thread)
else:
    _sync.set_current(None)
