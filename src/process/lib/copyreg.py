"""How objects are taken apart for pickling and copying: the reduce protocol, and what built-in types answer to it."""

from _vm import is_instance_value as _is_instance_value, method as _method, type_name as _type_name

dispatch_table = {}
_VALUES = (int, float, str, bytes, tuple)
_BASES = (dict, list, set, frozenset, tuple, str, int, float, bytes)


def pickle(ob_type, pickle_function, constructor_ob=None):
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    obj = base.__new__(cls, state)
    if base in (list, dict, set):
        base.__init__(obj, state)
    return obj


def _object_reduce_ex(obj, protocol):
    """`object.__reduce_ex__`: the class's own `__reduce__`, if it has one."""
    if _method(obj, "__reduce__") is not None:
        return obj.__reduce__()
    return _default_reduce(obj, protocol)


def _default_reduce(obj, protocol):
    reduced = _builtin_reduce(obj)
    if reduced is not None:
        return reduced
    return _reduce_new(obj) if protocol >= 2 else _reduce_old(obj, protocol)


def _builtin_reduce(obj):
    """What objects of built-in types are made of; None for all that are made by `__new__`."""
    cls = type(obj)
    if isinstance(obj, BaseException):
        return _reduce_exception(obj)
    if isinstance(obj, (set, frozenset)):
        return cls, ([item for item in obj],), None if cls in (set, frozenset) else obj.__getstate__()
    if _is_instance_value(obj) or cls in _BASES or cls is object:
        return None
    reducer = _REDUCERS.get(cls)
    if reducer is not None:
        return reducer(obj)
    if obj is ...:
        return "Ellipsis"
    if obj is NotImplemented:
        return "NotImplemented"
    name = _type_name(obj)
    if name == "GenericAlias":
        import types
        return types.GenericAlias, (obj.__origin__, obj.__args__)
    if name == "UnionType":
        import functools
        import operator
        return functools.reduce, (operator.or_, obj.__args__)
    if name == "code":
        raise TypeError("cannot pickle code objects")
    raise TypeError(f"cannot pickle '{_full_name(cls, name)}' object")


def _full_name(cls, name):
    if cls.__module__ == "_thread":
        return "_thread.RLock" if cls.__name__ == "RLock" else "_thread.lock"
    if cls.__module__ == "_io":
        return "_io." + name
    return name if cls.__module__ in ("builtins", "types") or "." in name else f"{cls.__module__}.{name}"


def _reduce_method(method):
    return getattr, (method.__self__, method.__name__)


def _reduce_native(function):
    full = function.__qualname__
    kind, dot, name = full.rpartition(".")
    if not dot:
        return name
    import builtins
    owner = getattr(builtins, kind, None)
    if owner is None:
        raise TypeError(f"cannot pickle '{_type_name(function)}' object")
    return getattr, (owner, name)


def _reduce_bytearray(data):
    return bytearray, (bytes(data),) if data else ()


def _reduce_deque(items):
    args = () if items.maxlen is None else ((), items.maxlen)
    return type(items), args, None, iter(items)


_REDUCERS = {
    range: lambda r: (range, (r.start, r.stop, r.step)),
    slice: lambda s: (slice, (s.start, s.stop, s.step)),
    bytearray: _reduce_bytearray,
    type([].append): _reduce_method,
    type(len): _reduce_native,
}


def _late_reducers():
    from _collections import deque
    _REDUCERS[deque] = _reduce_deque


_late_reducers()


def _reduce_exception(error):
    args = error.args
    state = dict(error.__dict__)
    if isinstance(error, OSError):
        state.pop("errno", None)
        state.pop("strerror", None)
        file = state.pop("filename", None)
        if len(args) == 2 and file is not None:
            args += (file,)
    elif isinstance(error, ImportError):
        for name in ("name", "path"):
            if state.get(name, ...) is None:
                del state[name]
    elif isinstance(error, (AttributeError, NameError)):
        state.pop("name", None)
        state.pop("obj", None)
    notes = getattr(error, "__notes__", None)
    if notes is not None:
        state["__notes__"] = notes
    return (type(error), args, state) if state else (type(error), args)


def _reduce_new(obj):
    """As protocol 2 and later have it: `cls.__new__` with arguments, then state, items and entries."""
    cls = type(obj)
    args, kwargs = _new_arguments(obj, cls)
    state = obj.__getstate__()
    items = iter(obj) if isinstance(obj, list) else None
    entries = iter(obj.items()) if isinstance(obj, dict) else None
    if kwargs:
        return __newobj_ex__, (cls, args, kwargs), state, items, entries
    return __newobj__, (cls, *args), state, items, entries


def _new_arguments(obj, cls):
    method = getattr(obj, "__getnewargs_ex__", None)
    if method is not None:
        both = method()
        if not isinstance(both, tuple):
            raise TypeError(f"__getnewargs_ex__ should return a tuple, not '{type(both).__name__}'")
        if len(both) != 2:
            raise ValueError(f"__getnewargs_ex__ should return a tuple of length 2, not {len(both)}")
        args, kwargs = both
        if not isinstance(args, tuple):
            raise TypeError("first item of the tuple returned by __getnewargs_ex__ must be a tuple, "
                            f"not '{type(args).__name__}'")
        if not isinstance(kwargs, dict):
            raise TypeError("second item of the tuple returned by __getnewargs_ex__ must be a dict, "
                            f"not '{type(kwargs).__name__}'")
        return args, kwargs
    method = getattr(obj, "__getnewargs__", None)
    if method is not None:
        args = method()
        if not isinstance(args, tuple):
            raise TypeError(f"__getnewargs__ should return a tuple, not '{type(args).__name__}'")
        return args, None
    for base in _VALUES:
        if isinstance(obj, base):
            return (base.__getitem__(obj, slice(None)) if base in (str, bytes, tuple) else base(obj) + 0,), None
    return (), None


def _reduce_old(obj, protocol):
    """As protocols 0 and 1 have it: an empty object of the nearest built-in base, then its state."""
    cls = type(obj)
    base = next((base for base in _BASES if isinstance(obj, base)), object)
    if base is cls:
        raise TypeError(f"cannot pickle {cls.__name__!r} object")
    args = cls, base, None if base is object else base(obj)
    if getattr(obj, "__slots__", None) and _method(obj, "__getstate__") is None:
        raise TypeError("a class that defines __slots__ without defining __getstate__ cannot be pickled")
    state = obj.__getstate__()
    return (_reconstructor, args, state) if state else (_reconstructor, args)


def _default_state(obj):
    """The attributes; with `__slots__`, a pair of the attributes and what is in the slots."""
    names = _slotnames(type(obj))
    attributes = getattr(obj, "__dict__", None)
    if not names:
        return attributes or None
    slots = {}
    for name in names:
        value = getattr(obj, name, _slotnames)
        if value is not _slotnames:
            slots[name] = value
    state = {name: value for name, value in (attributes or {}).items() if name not in names} or None
    return (state, slots) if slots else state


def _slotnames(cls):
    """The names of all slots of a class and its bases."""
    names = []
    for base in type.mro(cls):
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                stripped = base.__name__.lstrip("_")
                names.append(f"_{stripped}{name}" if stripped else name)
            else:
                names.append(name)
    return names


_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}


def add_extension(module, name, code):
    code = int(code)
    if not 1 <= code <= 0x7fffffff:
        raise ValueError("code out of range")
    key = module, name
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError(f"key {key} is already registered with code {_extension_registry[key]}")
    if code in _inverted_registry:
        raise ValueError(f"code {code} is already in use for key {_inverted_registry[code]}")
    _extension_registry[key] = code
    _inverted_registry[code] = key


def clear_extension_cache():
    _extension_cache.clear()
