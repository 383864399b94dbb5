"""Managers: objects that live in a process of their own, and proxies of them."""

import queue
import signal
import threading
from multiprocessing import context, pool, util
from multiprocessing._channel import Channel, channel_of
from multiprocessing._server import Server, Token, all_methods, public_methods
from multiprocessing.context import ProcessError, get_spawning_popen

__all__ = ["BaseManager", "SyncManager", "BaseProxy", "Token", "SharedMemoryManager"]


class RemoteError(Exception):
    def __str__(self):
        return "\n" + "-" * 75 + "\n" + str(self.args[0]) + "-" * 75


def convert_to_error(kind, result):
    if kind == "#ERROR":
        return result
    if kind == "#UNSERIALIZABLE":
        return RemoteError("Unserializable message: %s\n" % result)
    return RemoteError(result)


class State:
    __slots__ = ["value"]
    INITIAL, STARTED, SHUTDOWN = 0, 1, 2


_count = 0


class BaseManager:
    """Base class for managers"""

    _registry = {}
    _Server = Server

    def __init__(self, address=None, authkey=None, serializer="pickle", ctx=None, *, shutdown_timeout=1.0):
        global _count
        if address is None:
            import os
            _count += 1
            address = "/tmp/pymp-%d/listener-%d" % (os.getpid(), _count)
        self._address = address
        self._state = State()
        self._state.value = State.INITIAL
        self._serializer = serializer
        self._ctx = ctx or context._default_context.get_context()
        self._shutdown_timeout = shutdown_timeout
        self._process = None

    def get_server(self):
        raise NotImplementedError("servers of one's own are not supported: there are no sockets here")

    def connect(self):
        raise NotImplementedError("connecting to a server is not supported: there are no sockets here")

    def start(self, initializer=None, initargs=()):
        """Spawn a server process for this manager object"""
        if self._state.value != State.INITIAL:
            if self._state.value == State.STARTED:
                raise ProcessError("Already started server")
            if self._state.value == State.SHUTDOWN:
                raise ProcessError("Manager has shut down")
            raise ProcessError("Unknown state {!r}".format(self._state.value))
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._channel = Channel(self._address, self._ctx)
        # The server shares the pipes: whatever the context, it is made by a fork.
        self._process = context._contexts["fork"].Process(
            target=type(self)._run_server, args=(self._registry, self._channel, initializer, initargs))
        self._process.name = type(self).__name__ + "-" + ":".join(str(i) for i in self._process._identity)
        self._process.start()
        self._channel.keep_client_side()
        self._state.value = State.STARTED
        self.shutdown = util.Finalize(self, self._finalize, exitpriority=0)

    @classmethod
    def _run_server(cls, registry, channel, initializer, initargs):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if initializer is not None:
            initializer(*initargs)
        cls._Server(registry, channel).serve_forever()

    def _finalize(self):
        if self._process.is_alive():
            util.info("sending shutdown message to manager")
            try:
                self._channel.call(None, "shutdown")
            except Exception:
                pass
            self._process.join(timeout=self._shutdown_timeout)
            if self._process.is_alive():
                util.info("manager still alive")
                self._process.terminate()
                self._process.join(timeout=self._shutdown_timeout)
                if self._process.is_alive():
                    self._process.kill()
                    self._process.join()
        self._state.value = State.SHUTDOWN
        self._channel.close()

    def _create(self, typeid, /, *args, **kwds):
        """The token of a new shared object, and the names of its methods"""
        assert self._state.value == State.STARTED, "server not yet started"
        ident, exposed = _ask(self._channel, None, "create", (typeid,) + args, kwds)
        return Token(typeid, self._address, ident), exposed

    def join(self, timeout=None):
        if self._process is not None:
            self._process.join(timeout)
            if not self._process.is_alive():
                self._process = None

    def _debug_info(self):
        return _ask(self._channel, None, "debug_info")

    def _number_of_objects(self):
        return _ask(self._channel, None, "number_of_objects")

    def __enter__(self):
        if self._state.value == State.INITIAL:
            self.start()
        assert self._state.value == State.STARTED
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown()

    @property
    def address(self):
        return self._address

    @classmethod
    def register(cls, typeid, callable=None, proxytype=None, exposed=None, method_to_typeid=None, create_method=True):
        """Register a typeid with the manager type"""
        if "_registry" not in cls.__dict__:
            cls._registry = cls._registry.copy()
        if proxytype is None:
            proxytype = AutoProxy
        exposed = exposed or getattr(proxytype, "_exposed_", None)
        method_to_typeid = method_to_typeid or getattr(proxytype, "_method_to_typeid_", None)
        cls._registry[typeid] = (callable, exposed, method_to_typeid, proxytype)
        if create_method:
            def temp(self, /, *args, **kwds):
                token, exposed = self._create(typeid, *args, **kwds)
                return proxytype(token, self._serializer, manager=self, exposed=exposed)
            temp.__name__ = typeid
            setattr(cls, typeid, temp)


def _ask(channel, ident, name, args=(), kwds={}):
    kind, result = channel.call(ident, name, args, kwds)
    if kind in ("#RETURN", "#SHUTDOWN"):
        return result
    raise convert_to_error(kind, result)


class BaseProxy:
    """A base for proxies of shared objects"""

    def __init__(self, token, serializer, manager=None, authkey=None, exposed=None, incref=True, manager_owned=False,
                 channel=None):
        self._token = token
        self._id = token.id
        self._manager = manager
        self._serializer = serializer
        self._exposed = exposed
        self._channel = manager._channel if manager is not None else channel_of(token.address, channel)

    def _callmethod(self, methodname, args=(), kwds={}):
        """Try to call a method of the referent and return a copy of the result"""
        kind, result = self._channel.call(self._id, methodname, args, kwds)
        if kind == "#RETURN":
            return result
        if kind == "#PROXY":
            exposed, token = result
            registry = self._manager._registry if self._manager is not None else SyncManager._registry
            return registry[token.typeid][-1](token, self._serializer, manager=self._manager, exposed=exposed,
                                              channel=self._channel)
        raise convert_to_error(kind, result)

    def _getvalue(self):
        """Get a copy of the value of the referent"""
        return self._callmethod("#GETVALUE")

    def __reduce__(self):
        kwds = {}
        if get_spawning_popen() is not None:
            kwds["channel"] = self._channel
        if getattr(self, "_isauto", False):
            kwds["exposed"] = self._exposed
            return RebuildProxy, (AutoProxy, self._token, self._serializer, kwds)
        return RebuildProxy, (type(self), self._token, self._serializer, kwds)

    def __deepcopy__(self, memo):
        return self._getvalue()

    def __repr__(self):
        return "<%s object, typeid %r at %#x>" % (type(self).__name__, self._token.typeid, id(self))

    def __str__(self):
        """Return representation of the referent (or a fall-back if that fails)"""
        try:
            return self._callmethod("__repr__")
        except Exception:
            return repr(self)[:-1] + "; '__str__()' failed>"


def RebuildProxy(func, token, serializer, kwds):
    return func(token, serializer, **kwds)


def _remote(name):
    def method(self, /, *args, **kwds):
        return self._callmethod(name, args, kwds)
    method.__name__ = name
    return method


_made_types = {}


def MakeProxyType(name, exposed):
    """Return a proxy type whose methods are given by `exposed`"""
    exposed = tuple(exposed)
    made = _made_types.get((name, exposed))
    if made is None:
        namespace = {method: _remote(method) for method in exposed}
        namespace["_exposed_"] = exposed
        made = _made_types[name, exposed] = type(name, (BaseProxy,), namespace)
    return made


def AutoProxy(token, serializer, manager=None, authkey=None, exposed=None, incref=True, manager_owned=False, channel=None):
    """Return an auto-proxy for `token`"""
    if exposed is None:
        place = manager._channel if manager is not None else channel_of(token.address, channel)
        exposed = _ask(place, None, "get_methods", (token.id,))
    proxy = MakeProxyType("AutoProxy[%s]" % token.typeid, exposed)(token, serializer, manager=manager, channel=channel)
    proxy._isauto = True
    proxy._exposed = exposed
    return proxy


# What managers offer.

class Namespace:
    def __init__(self, /, **kwds):
        self.__dict__.update(kwds)

    def __repr__(self):
        items = sorted("%s=%r" % (name, value) for name, value in self.__dict__.items() if not name.startswith("_"))
        return "%s(%s)" % (self.__class__.__name__, ", ".join(items))


class Value:
    def __init__(self, typecode, value, lock=True):
        self._typecode = typecode
        self._value = value

    def get(self):
        return self._value

    def set(self, value):
        self._value = value

    def __repr__(self):
        return "%s(%r, %r)" % (type(self).__name__, self._typecode, self._value)

    value = property(get, set)


def Array(typecode, sequence, lock=True):
    import array
    return array.array(typecode, sequence)


class IteratorProxy(BaseProxy):
    _exposed_ = ("__next__", "send", "throw", "close")

    def __iter__(self):
        return self

    def __next__(self, *args):
        return self._callmethod("__next__", args)

    def send(self, *args):
        return self._callmethod("send", args)

    def throw(self, *args):
        return self._callmethod("throw", args)

    def close(self, *args):
        return self._callmethod("close", args)


class AcquirerProxy(BaseProxy):
    _exposed_ = ("acquire", "release")

    def acquire(self, blocking=True, timeout=None):
        return self._callmethod("acquire", (blocking,) if timeout is None else (blocking, timeout))

    def release(self):
        return self._callmethod("release")

    def __enter__(self):
        return self._callmethod("acquire")

    def __exit__(self, exc_type, exc_val, exc_tb):
        return self._callmethod("release")


class ConditionProxy(AcquirerProxy):
    _exposed_ = ("acquire", "release", "wait", "notify", "notify_all")

    def wait(self, timeout=None):
        return self._callmethod("wait", (timeout,))

    def notify(self, n=1):
        return self._callmethod("notify", (n,))

    def notify_all(self):
        return self._callmethod("notify_all")

    def wait_for(self, predicate, timeout=None):
        from time import monotonic
        result = predicate()
        end = None if timeout is None else monotonic() + timeout
        while not result:
            left = None if end is None else end - monotonic()
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result


class EventProxy(BaseProxy):
    _exposed_ = ("is_set", "set", "clear", "wait")

    def is_set(self):
        return self._callmethod("is_set")

    def set(self):
        return self._callmethod("set")

    def clear(self):
        return self._callmethod("clear")

    def wait(self, timeout=None):
        return self._callmethod("wait", (timeout,))


class BarrierProxy(BaseProxy):
    _exposed_ = ("__getattribute__", "wait", "abort", "reset")

    def wait(self, timeout=None):
        return self._callmethod("wait", (timeout,))

    def abort(self):
        return self._callmethod("abort")

    def reset(self):
        return self._callmethod("reset")

    parties = property(lambda self: self._callmethod("__getattribute__", ("parties",)))
    n_waiting = property(lambda self: self._callmethod("__getattribute__", ("n_waiting",)))
    broken = property(lambda self: self._callmethod("__getattribute__", ("broken",)))


class NamespaceProxy(BaseProxy):
    _exposed_ = ("__getattribute__", "__setattr__", "__delattr__")

    def __getattr__(self, key):
        if key[0] == "_":
            return object.__getattribute__(self, key)
        return self._callmethod("__getattribute__", (key,))

    def __setattr__(self, key, value):
        if key[0] == "_":
            return object.__setattr__(self, key, value)
        return self._callmethod("__setattr__", (key, value))

    def __delattr__(self, key):
        if key[0] == "_":
            return object.__delattr__(self, key)
        return self._callmethod("__delattr__", (key,))


class ValueProxy(BaseProxy):
    _exposed_ = ("get", "set")

    def get(self):
        return self._callmethod("get")

    def set(self, value):
        return self._callmethod("set", (value,))

    value = property(get, set)


BaseListProxy = MakeProxyType("BaseListProxy", (
    "__add__", "__contains__", "__delitem__", "__getitem__", "__len__", "__mul__", "__reversed__", "__rmul__", "__setitem__",
    "append", "count", "extend", "index", "insert", "pop", "remove", "reverse", "sort", "__imul__"))


class ListProxy(BaseListProxy):
    def __iadd__(self, value):
        self._callmethod("extend", (value,))
        return self

    def __imul__(self, value):
        self._callmethod("__imul__", (value,))
        return self


DictProxy = MakeProxyType("DictProxy", (
    "__contains__", "__delitem__", "__getitem__", "__iter__", "__len__", "__setitem__", "clear", "copy", "get", "items",
    "keys", "pop", "popitem", "setdefault", "update", "values"))
DictProxy._method_to_typeid_ = {"__iter__": "Iterator"}

ArrayProxy = MakeProxyType("ArrayProxy", ("__len__", "__getitem__", "__setitem__"))

BasePoolProxy = MakeProxyType("PoolProxy", (
    "apply", "apply_async", "close", "imap", "imap_unordered", "join", "map", "map_async", "starmap", "starmap_async",
    "terminate"))
BasePoolProxy._method_to_typeid_ = {
    "apply_async": "AsyncResult", "map_async": "AsyncResult", "starmap_async": "AsyncResult", "imap": "Iterator",
    "imap_unordered": "Iterator"}


class PoolProxy(BasePoolProxy):
    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()


class SyncManager(BaseManager):
    """Subclass of `BaseManager` which supports a number of shared object types."""


for _name, _make, _proxy in (
        ("Queue", queue.Queue, None), ("JoinableQueue", queue.Queue, None), ("Event", threading.Event, EventProxy),
        ("Lock", threading.Lock, AcquirerProxy), ("RLock", threading.RLock, AcquirerProxy),
        ("Semaphore", threading.Semaphore, AcquirerProxy),
        ("BoundedSemaphore", threading.BoundedSemaphore, AcquirerProxy), ("Condition", threading.Condition, ConditionProxy),
        ("Barrier", threading.Barrier, BarrierProxy), ("Pool", pool.Pool, PoolProxy), ("list", list, ListProxy),
        ("dict", dict, DictProxy), ("Value", Value, ValueProxy), ("Array", Array, ArrayProxy),
        ("Namespace", Namespace, NamespaceProxy)):
    SyncManager.register(_name, _make, _proxy)
SyncManager.register("Iterator", proxytype=IteratorProxy, create_method=False)
SyncManager.register("AsyncResult", create_method=False)


class SharedMemoryManager(BaseManager):
    """Makes shared memories, and takes their names away at its end."""

    def __init__(self, *args, **kwargs):
        BaseManager.__init__(self, *args, **kwargs)
        self._blocks = []

    def start(self, initializer=None, initargs=()):
        self._state.value = State.STARTED
        self.shutdown = util.Finalize(self, self._unlink_all, exitpriority=0)

    def _unlink_all(self):
        self._state.value = State.SHUTDOWN
        for block in self._blocks:
            block.close()
            try:
                block.unlink()
            except FileNotFoundError:
                pass

    def SharedMemory(self, size):
        from multiprocessing.shared_memory import SharedMemory
        block = SharedMemory(None, create=True, size=size)
        self._blocks.append(block)
        return block

    def ShareableList(self, sequence):
        from multiprocessing.shared_memory import ShareableList
        items = ShareableList(sequence)
        self._blocks.append(items.shm)
        return items
