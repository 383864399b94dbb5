"""Threads. What blocks is one request to the kernel; the rest is bookkeeping."""

import _sync
from _sync import RLock, TIMEOUT_MAX, allocate_lock as Lock, current_tid as _current_tid, join as _join

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


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


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


# Attributes of one's own for each thread.

class _local:
    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_local__impl", ({_sync.current_tid(): {}}, args, kwargs))
        return self

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle '_thread._local' object")

    def __getattribute__(self, name):
        attrs = _attrs_of(self)
        if name == "__dict__":
            return attrs
        if name in attrs:
            known = getattr(type(self), name, None)
            if known is None or not hasattr(type(known), "__set__"):
                return attrs[name]
        elif name == "_local__impl":
            raise AttributeError(f"'{_local_name(self)}' object has no attribute '{name}'")
        try:
            return object.__getattribute__(self, name)
        except AttributeError:
            if hasattr(type(self), name):
                raise
        raise AttributeError(f"'{_local_name(self)}' object has no attribute '{name}'")

    def __setattr__(self, name, value):
        if name == "__dict__":
            raise AttributeError(f"'{_local_name(self)}' object attribute '__dict__' is read-only")
        attrs = _attrs_of(self)
        known = getattr(type(self), name, None)
        if known is not None and hasattr(type(known), "__set__"):
            object.__setattr__(self, name, value)
        else:
            attrs[name] = value

    def __delattr__(self, name):
        if name == "__dict__":
            raise AttributeError(f"'{_local_name(self)}' object attribute '__dict__' is read-only")
        attrs = _attrs_of(self)
        if name not in attrs:
            raise AttributeError(f"'{_local_name(self)}' object has no attribute '{name}'")
        del attrs[name]


local = _local
_local.__module__ = "_thread"


def _local_name(self):
    return "_thread._local" if type(self) is _local else type(self).__name__


def _attrs_of(self):
    dicts, args, kwargs = object.__getattribute__(self, "_local__impl")
    tid = _sync.current_tid()
    attrs = dicts.get(tid)
    if attrs is None:
        attrs = dicts[tid] = {}
        if type(self).__init__ is not object.__init__:
            type(self).__init__(self, *args, **kwargs)
    return attrs


# Conditions, semaphores, events, barriers.

class Condition:
    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self._waiting = 0
        self._cond = _sync.condition(lock)
        self.acquire = lock.acquire
        self.release = lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *exc):
        return self._lock.__exit__(*exc)

    def __repr__(self):
        return f"<Condition({self._lock}, {self._waiting})>"

    def _is_owned(self):
        return _sync.is_owned(self._lock)

    @_atomic
    def wait(self, timeout=None):
        self._waiting += 1
        try:
            return _sync.cond_wait(self._cond, self._lock, timeout)
        finally:
            self._waiting -= 1

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        if timeout is None:
            while not result:
                self.wait()
                result = predicate()
            return result
        from _time import monotonic
        end = None
        while not result:
            if end is None:
                end = monotonic() + timeout
            else:
                timeout = end - monotonic()
                if timeout <= 0:
                    break
            self.wait(timeout)
            result = predicate()
        return result

    def notify(self, n=1):
        _sync.cond_notify(self._cond, n)

    def notify_all(self):
        _sync.cond_notify(self._cond, -1)

    def notifyAll(self):
        self.notify_all()


class Semaphore:
    _bounded = False

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value
        self._initial_value = value
        self._semaphore = _sync.semaphore(value, self._bounded)

    def __repr__(self):
        cls = self.__class__
        limit = f"/{self._initial_value}" if self._bounded else ""
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}{limit}>"

    @_atomic
    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        got = _sync.acquire(self._semaphore, blocking, timeout)
        if got:
            self._value -= 1
        return got

    @_atomic
    def __enter__(self):
        got = _sync.acquire(self._semaphore, True, None)
        self._value -= 1
        return got

    @_atomic
    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        _sync.release(self._semaphore, n)
        self._value += n

    def __exit__(self, t, v, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    _bounded = True


class Event:
    def __init__(self):
        self._event = _sync.event()

    def __repr__(self):
        cls = self.__class__
        status = "set" if self.is_set() else "unset"
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {status}>"

    def is_set(self):
        return _sync.is_set(self._event)

    def isSet(self):
        return self.is_set()

    def set(self):
        _sync.set(self._event)

    def clear(self):
        _sync.clear(self._event)

    def wait(self, timeout=None):
        return _sync.wait(self._event, timeout)


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self._parties = parties
        self._action = action
        self._timeout = timeout
        self._barrier = _sync.barrier(parties)

    def __repr__(self):
        cls = self.__class__
        if self.broken:
            return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: broken>"
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: waiters={self.n_waiting}/{self.parties}>"

    @_atomic
    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        index = _sync.barrier_wait(self._barrier, timeout)
        if index is None:
            raise BrokenBarrierError
        if self._action is not None and index == self._parties - 1:
            try:
                self._action()
            except BaseException:
                _sync.barrier_reset(self._barrier, True)
                raise
        return index

    def reset(self):
        _sync.barrier_reset(self._barrier, False)

    def abort(self):
        _sync.barrier_reset(self._barrier, True)

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return _sync.barrier_state(self._barrier)[0]

    @property
    def broken(self):
        return bool(_sync.barrier_state(self._barrier)[1])


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


class _FirstThread:
    daemon = False


_sync.set_current(_FirstThread)
_main_thread = _MainThread()
if _sync.current_tid() == 0:
    _sync.set_current(_main_thread)
else:
    _sync.set_current(None)
