"""Calls and attributes."""

import _vm
from _vm import method as _method

_isinstance, _issubclass, _dir = isinstance, issubclass, dir


def call(func, *args, **keywords):
    return func(*args, **keywords)


def call_with_dict(func, keywords, *args):
    """Calls with keywords in a dict, or None."""
    return func(*args) if keywords is None else func(*args, **keywords)


def getattr_default(obj, name, *default):
    try:
        return getattr(obj, name)
    except AttributeError:
        if default:
            return default[0]
        raise


def hasattr(obj, name):
    try:
        getattr(obj, name)
    except AttributeError:
        return False
    return True


def getattribute_fallback(obj, name):
    """`__getattribute__`, and `__getattr__` where that fails."""
    method = _method(obj, "__getattribute__")
    try:
        return object.__getattribute__(obj, name) if method is None else method(obj, name)
    except AttributeError:
        fallback = _method(obj, "__getattr__")
        if fallback is None:
            raise
        return fallback(obj, name)


def isinstance(obj, cls):
    if type(obj) is cls:
        return True
    if type(cls) is tuple:
        for one in cls:
            if isinstance(obj, one):
                return True
        return False
    method = _method(cls, "__instancecheck__")
    if method is not None:
        return True if method(cls, obj) else False
    return _isinstance(obj, cls)


def issubclass(cls, of):
    if type(of) is tuple:
        for one in of:
            if issubclass(cls, one):
                return True
        return False
    method = _method(of, "__subclasscheck__")
    if method is not None:
        return True if method(of, cls) else False
    return _issubclass(cls, of)


def dir(*obj):
    if not obj:
        return sorted(_vm.caller_names())
    method = _method(obj[0], "__dir__")
    return _dir(obj[0]) if method is None else sorted(method(obj[0]))


def object_reduce(obj):
    """`object.__reduce__(obj)`."""
    import copyreg
    return copyreg._default_reduce(obj, 0)


def object_reduce_ex(obj, protocol):
    """`object.__reduce_ex__(obj, protocol)`."""
    import copyreg
    return copyreg._object_reduce_ex(obj, protocol)


def object_getstate(obj):
    """`object.__getstate__(obj)`."""
    import copyreg
    return copyreg._default_state(obj)


def generator_throw(generator, cls, *value):
    """`generator.throw(class, value)`."""
    exc = value[0] if value and _isinstance(value[0], cls) else cls(*value)
    return generator.throw(exc)


def close_generator(generator):
    try:
        generator.throw(GeneratorExit())
    except (GeneratorExit, StopIteration):
        return
    raise RuntimeError("generator ignored GeneratorExit")
