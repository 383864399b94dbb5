"""Locks, semaphores, conditions, events and barriers that processes share."""

import _mp
import _sync
import sys
import threading
from multiprocessing import context, process
from multiprocessing.heap import Memory

__all__ = ["Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition", "Event"]

RECURSIVE_MUTEX, SEMAPHORE = 0, 1
SEM_VALUE_MAX = _mp.SEM_VALUE_MAX


class _Semaphore:
    """The semaphore itself, and which thread of this process holds it how often."""

    def __init__(self, handle, kind, maxvalue):
        self.handle = handle
        self.kind = kind
        self.maxvalue = maxvalue
        self.name = None
        self._depth = 0
        self._holder = None
        self._generation = process._generation

    def _renew(self):
        """What is known of the holder was true of another process."""
        self._depth = 0
        self._holder = None
        self._generation = process._generation

    @_atomic
    def acquire(self, block=True, timeout=None):
        if self.kind == RECURSIVE_MUTEX and self._is_mine():
            self._depth += 1
            return True
        if timeout is not None and block:
            timeout = max(timeout, 0)
        if not _mp.take(self.handle, block, timeout):
            return False
        if self._generation != process._generation:
            self._renew()
        self._depth += 1
        self._holder = _sync.current_tid()
        return True

    @_atomic
    def release(self):
        if self.kind == RECURSIVE_MUTEX:
            if not self._is_mine():
                raise AssertionError("attempt to release recursive lock not owned by thread")
            if self._depth > 1:
                self._depth -= 1
                return
        _mp.give(self.handle)
        if self._generation != process._generation:
            self._renew()
        self._depth -= 1

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc):
        self.release()

    def _is_mine(self):
        return self._count() > 0 and self._holder == _sync.current_tid()

    def _count(self):
        return self._depth if self._generation == process._generation else 0

    def _get_value(self):
        return _mp.value(self.handle)

    def _is_zero(self):
        return _mp.value(self.handle) == 0


class SemLock:
    _kind = SEMAPHORE
    _label = "semaphore"

    def __init__(self, kind, value, maxvalue, *, ctx, label=None):
        if ctx is None:
            ctx = context._default_context.get_context()
        self._is_fork_ctx = ctx.get_start_method() == "fork"
        self._semlock = _Semaphore(_mp.semaphore(label or self._label, value, maxvalue), kind, maxvalue)
        self._make_methods()

    def _make_methods(self):
        self.acquire = self._semlock.acquire
        self.release = self._semlock.release

    def __enter__(self):
        return self._semlock.__enter__()

    def __exit__(self, *args):
        return self._semlock.__exit__(*args)

    def __getstate__(self):
        context.assert_spawning(self)
        semaphore = self._semlock
        if self._is_fork_ctx:
            raise RuntimeError("A SemLock created in a fork context is being shared with a process in a spawn context. "
                               "This is not supported. Please use the same context to create multiprocessing objects and "
                               "Process.")
        return (_mp.number(semaphore.handle), semaphore.kind, semaphore.maxvalue)

    def __setstate__(self, state):
        number, kind, maxvalue = state
        self._semlock = _Semaphore(_mp.adopt(number), kind, maxvalue)
        self._make_methods()
        self._is_fork_ctx = False


class Semaphore(SemLock):
    def __init__(self, value=1, *, ctx, label=None):
        SemLock.__init__(self, SEMAPHORE, value, SEM_VALUE_MAX, ctx=ctx, label=label)

    def get_value(self):
        return self._semlock._get_value()

    def __repr__(self):
        return f"<{self.__class__.__name__}(value={self._semlock._get_value()})>"


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1, *, ctx, label=None):
        SemLock.__init__(self, SEMAPHORE, value, value, ctx=ctx, label=label)

    def __repr__(self):
        semaphore = self._semlock
        return f"<{self.__class__.__name__}(value={semaphore._get_value()}, maxvalue={semaphore.maxvalue})>"


def _own_name():
    name = process.current_process().name
    thread = threading.current_thread().name
    return name if thread == "MainThread" else f"{name}|{thread}"


class Lock(SemLock):
    def __init__(self, *, ctx, label="lock"):
        SemLock.__init__(self, SEMAPHORE, 1, 1, ctx=ctx, label=label)

    def __repr__(self):
        semaphore = self._semlock
        if semaphore._is_mine():
            name = _own_name()
        elif semaphore._get_value() == 1:
            name = "None"
        elif semaphore._count() > 0:
            name = "SomeOtherThread"
        else:
            name = "SomeOtherProcess"
        return f"<{self.__class__.__name__}(owner={name})>"


class RLock(SemLock):
    def __init__(self, *, ctx, label="rlock"):
        SemLock.__init__(self, RECURSIVE_MUTEX, 1, 1, ctx=ctx, label=label)

    def __repr__(self):
        semaphore = self._semlock
        if semaphore._is_mine():
            name, count = _own_name(), semaphore._count()
        elif semaphore._get_value() == 1:
            name, count = "None", 0
        elif semaphore._count() > 0:
            name, count = "SomeOtherThread", "nonzero"
        else:
            name, count = "SomeOtherProcess", "nonzero"
        return f"<{self.__class__.__name__}({name}, {count})>"


class Condition:
    """Four semaphores: the lock, how many sleep, how many of them woke up, and what they sleep on."""

    def __init__(self, lock=None, *, ctx):
        self._lock = lock or ctx.RLock()
        concrete = ctx.get_context()
        self._sleeping_count = Semaphore(0, ctx=concrete, label="condition")
        self._woken_count = Semaphore(0, ctx=concrete, label="condition")
        self._wait_semaphore = Semaphore(0, ctx=concrete, label="condition")
        self._make_methods()

    def __getstate__(self):
        context.assert_spawning(self)
        return (self._lock, self._sleeping_count, self._woken_count, self._wait_semaphore)

    def __setstate__(self, state):
        self._lock, self._sleeping_count, self._woken_count, self._wait_semaphore = state
        self._make_methods()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def _make_methods(self):
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __repr__(self):
        waiting = self._sleeping_count._semlock._get_value() - self._woken_count._semlock._get_value()
        return f"<{self.__class__.__name__}({self._lock}, {waiting})>"

    def wait(self, timeout=None):
        lock = self._lock
        assert lock._semlock._is_mine(), "must acquire() condition before using wait()"
        self._sleeping_count.release()
        depth = lock._semlock._count()
        for _ in range(depth):
            lock.release()
        try:
            return self._wait_semaphore.acquire(True, timeout)
        finally:
            self._woken_count.release()
            for _ in range(depth):
                lock.acquire()

    def notify(self, n=1):
        assert self._lock._semlock._is_mine(), "lock is not owned"
        assert not self._wait_semaphore.acquire(False), (
            "notify: Should not have been able to acquire _wait_semaphore")
        # Those whose time was up since the last call no longer sleep.
        while self._woken_count.acquire(False):
            gone = self._sleeping_count.acquire(False)
            assert gone, "notify: Bug in sleeping_count.acquire- res should not be False"
        sleepers = 0
        while sleepers < n and self._sleeping_count.acquire(False):
            self._wait_semaphore.release()
            sleepers += 1
        if sleepers:
            for _ in range(sleepers):
                self._woken_count.acquire()
            while self._wait_semaphore.acquire(False):
                pass

    def notify_all(self):
        self.notify(n=sys.maxsize)

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        if result:
            return result
        from time import monotonic
        end = None if timeout is None else monotonic() + timeout
        left = None
        while not result:
            if end is not None:
                left = end - monotonic()
                if left <= 0:
                    break
            self.wait(left)
            result = predicate()
        return result


class Event:
    def __init__(self, *, ctx):
        concrete = ctx.get_context()
        self._cond = Condition(Lock(ctx=concrete, label="condition"), ctx=concrete)
        self._flag = Semaphore(0, ctx=concrete, label="condition")

    def is_set(self):
        with self._cond:
            if self._flag.acquire(False):
                self._flag.release()
                return True
            return False

    def set(self):
        with self._cond:
            self._flag.acquire(False)
            self._flag.release()
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag.acquire(False)

    def wait(self, timeout=None):
        with self._cond:
            if self._flag.acquire(False):
                self._flag.release()
            else:
                self._cond.wait(timeout)
            if self._flag.acquire(False):
                self._flag.release()
                return True
            return False

    def __repr__(self):
        status = "set" if self.is_set() else "unset"
        return f"<{type(self).__qualname__} at {id(self):#x} {status}>"


class Barrier(threading.Barrier):
    """Its state and the number of those who wait are two numbers in a shared memory.

    0: filling; 1: draining; -1: being reset; -2: broken."""

    def __init__(self, parties, action=None, timeout=None, *, ctx):
        self.__setstate__((parties, action, timeout, Condition(RLock(ctx=ctx.get_context(), label="condition"), ctx=ctx),
                           Memory(8)))

    def __getstate__(self):
        return (self._parties, self._action, self._timeout, self._cond, self._memory)

    def __setstate__(self, state):
        self._parties, self._action, self._timeout, self._cond, self._memory = state

    def _read(self):
        data = self._memory.read(0, 8)
        return (int.from_bytes(data[:4], "little", signed=True), int.from_bytes(data[4:], "little", signed=True))

    def _write(self, state, count):
        self._memory.write(0, state.to_bytes(4, "little", signed=True) + count.to_bytes(4, "little", signed=True))

    def __repr__(self):
        cls = self.__class__
        if self.broken:
            return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: broken>"
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: waiters={self.n_waiting}/{self.parties}>"

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            while self._read()[0] in (-1, 1):
                self._cond.wait()
            state, index = self._read()
            if state < 0:
                raise threading.BrokenBarrierError
            self._write(state, index + 1)
            try:
                if index + 1 == self._parties:
                    self._open()
                else:
                    self._wait(timeout)
                return index
            finally:
                state, count = self._read()
                count -= 1
                if count == 0 and state in (-1, 1):
                    self._write(0, 0)
                    self._cond.notify_all()
                else:
                    self._write(state, count)

    def _open(self):
        try:
            if self._action:
                self._action()
            self._write(1, self._read()[1])
            self._cond.notify_all()
        except BaseException:
            self._break()
            raise

    def _wait(self, timeout):
        if not self._cond.wait_for(lambda: self._read()[0] != 0, timeout):
            self._break()
            raise threading.BrokenBarrierError
        if self._read()[0] < 0:
            raise threading.BrokenBarrierError

    def _break(self):
        self._write(-2, self._read()[1])
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            state, count = self._read()
            if count > 0:
                if state in (0, -2):
                    state = -1
            else:
                state = 0
            self._write(state, count)
            self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._break()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        state, count = self._read()
        return count if state == 0 else 0

    @property
    def broken(self):
        return self._read()[0] == -2
