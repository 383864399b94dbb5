"""The names of `multiprocessing` with threads behind them."""

import threading
from queue import Queue
from threading import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore, current_thread

_children = []


class DummyProcess(threading.Thread):
    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}):
        threading.Thread.__init__(self, group, target, name, args, kwargs)
        self._pid = None
        self._parent = current_process()

    def start(self):
        _children.append(self)
        threading.Thread.start(self)

    @property
    def exitcode(self):
        if self.ident is not None and not self.is_alive():
            return 0
        return None

    @property
    def pid(self):
        return self.ident


Process = DummyProcess
current_process = current_thread


def active_children():
    _children[:] = [child for child in _children if child.is_alive()]
    return list(_children)


def freeze_support():
    pass


class Namespace:
    def __init__(self, /, **kwds):
        for key, value in kwds.items():
            setattr(self, key, value)

    def __repr__(self):
        items = sorted([f"{k}={v!r}" for k, v in self.__dict__.items() if not k.startswith("_")])
        return f"{self.__class__.__name__}({', '.join(items)})"


dict = dict
list = list


class Value:
    def __init__(self, typecode, value, lock=True):
        self._typecode = typecode
        self.value = value

    def __repr__(self):
        return f"<{type(self).__name__}({self._typecode!r}, {self.value!r})>"


def Array(typecode, sequence, lock=True):
    return list(sequence)


def Manager():
    import multiprocessing.dummy
    return multiprocessing.dummy


def shutdown():
    pass


def Pipe(duplex=True):
    a, b = Queue(), Queue()
    return _Connection(a, b), _Connection(b, a)


class _Connection:
    def __init__(self, into, out):
        self._in, self._out = into, out

    def send(self, obj):
        self._out.put(obj)

    def recv(self):
        return self._in.get()

    def poll(self, timeout=0.0):
        return not self._in.empty()

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        pass


JoinableQueue = Queue


def Pool(processes=None, initializer=None, initargs=()):
    from multiprocessing.pool import ThreadPool
    return ThreadPool(processes, initializer, initargs)
