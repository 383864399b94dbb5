"""The part of `threading` that is loaded when it is asked for: data of one's own for each thread, conditions, semaphores,
events, barriers, timers."""

import _sync
from _sync import RLock
from threading import Thread

__name__ = "threading"  # What the classes below say they are of.

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
