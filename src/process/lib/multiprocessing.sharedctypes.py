"""C data in shared memory, with a lock or without."""

import copyreg
import ctypes
from multiprocessing import get_context
from multiprocessing.context import assert_spawning
from multiprocessing.heap import Memory

__all__ = ["RawValue", "RawArray", "Value", "Array", "copy", "synchronized"]

typecode_to_type = {
    "c": ctypes.c_char, "u": ctypes.c_wchar, "b": ctypes.c_byte, "B": ctypes.c_ubyte, "h": ctypes.c_short,
    "H": ctypes.c_ushort, "i": ctypes.c_int, "I": ctypes.c_uint, "l": ctypes.c_long, "L": ctypes.c_ulong,
    "q": ctypes.c_longlong, "Q": ctypes.c_ulonglong, "f": ctypes.c_float, "d": ctypes.c_double}


def _new(kind):
    return rebuild_ctype(kind, Memory(ctypes.sizeof(kind)), None)


def _filled(kind, *args):
    """A new object whose bytes are written at once."""
    obj = _new(kind)
    if kind._pointers:
        obj.__init__(*args)
    elif args:
        obj._memory.write(0, bytes(kind(*args)))
    return obj


def RawValue(typecode_or_type, *args):
    """Returns a ctypes object allocated from shared memory"""
    return _filled(typecode_to_type.get(typecode_or_type, typecode_or_type), *args)


def _array_of(kind, length):
    kind = kind * length
    kind.__module__ = __name__
    return kind


def RawArray(typecode_or_type, size_or_initializer):
    """Returns a ctypes array allocated from shared memory"""
    kind = typecode_to_type.get(typecode_or_type, typecode_or_type)
    if isinstance(size_or_initializer, int):
        return _new(_array_of(kind, size_or_initializer))
    return _filled(_array_of(kind, len(size_or_initializer)), *size_or_initializer)


def _locked(obj, lock, ctx):
    if lock is False:
        return obj
    if lock in (True, None):
        ctx = ctx or get_context()
        lock = ctx.RLock()
    if not hasattr(lock, "acquire"):
        raise AttributeError("%r has no method 'acquire'" % lock)
    return synchronized(obj, lock, ctx=ctx)


def Value(typecode_or_type, *args, lock=True, ctx=None):
    """Return a synchronization wrapper for a Value"""
    return _locked(RawValue(typecode_or_type, *args), lock, ctx)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    """Return a synchronization wrapper for a RawArray"""
    return _locked(RawArray(typecode_or_type, size_or_initializer), lock, ctx)


def copy(obj):
    new = _new(type(obj))
    new._memory.write(0, bytes(obj))
    return new


def synchronized(obj, lock=None, ctx=None):
    assert not isinstance(obj, SynchronizedBase), "object already synchronized"
    ctx = ctx or get_context()
    if isinstance(obj, ctypes._SimpleCData):
        return Synchronized(obj, lock, ctx)
    if isinstance(obj, ctypes.Array):
        if obj._type_ is ctypes.c_char:
            return SynchronizedString(obj, lock, ctx)
        return SynchronizedArray(obj, lock, ctx)
    kind = _kinds.get(type(obj))
    if kind is None:
        fields = {field[0]: make_property(field[0]) for field in type(obj)._fields_}
        kind = _kinds[type(obj)] = type("Synchronized" + type(obj).__name__, (SynchronizedBase,), fields)
    return kind(obj, lock, ctx)


_kinds = {}


def reduce_ctype(obj):
    if not isinstance(obj._memory, Memory):
        return obj.__reduce__()
    assert_spawning(obj)
    if isinstance(obj, ctypes.Array):
        return rebuild_ctype, (obj._type_, obj._memory, obj._length_)
    return rebuild_ctype, (type(obj), obj._memory, None)


def rebuild_ctype(kind, memory, length):
    if length is not None:
        kind = kind * length
    copyreg.pickle(kind, reduce_ctype)
    return kind.from_memory(memory)


def make_property(name):
    def get(self):
        with self._lock:
            return getattr(self._obj, name)

    def set(self, value):
        with self._lock:
            setattr(self._obj, name, value)

    return property(get, set)


class SynchronizedBase:
    def __init__(self, obj, lock=None, ctx=None):
        self._obj = obj
        self._lock = lock or (ctx or get_context()).RLock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __reduce__(self):
        assert_spawning(self)
        return synchronized, (self._obj, self._lock)

    def get_obj(self):
        return self._obj

    def get_lock(self):
        return self._lock

    def __repr__(self):
        return "<%s wrapper for %s>" % (type(self).__name__, self._obj)


class Synchronized(SynchronizedBase):
    value = make_property("value")


class SynchronizedArray(SynchronizedBase):
    def __len__(self):
        return len(self._obj)

    def __getitem__(self, i):
        with self._lock:
            return self._obj[i]

    def __setitem__(self, i, value):
        with self._lock:
            self._obj[i] = value


class SynchronizedString(SynchronizedArray):
    value = make_property("value")
    raw = make_property("raw")
