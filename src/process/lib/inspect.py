"""What kind of object it is."""

import types as _types


def isfunction(object):
    return isinstance(object, _types.FunctionType)


def ismethod(object):
    return isinstance(object, _types.MethodType) and hasattr(object, "__func__")


def isgeneratorfunction(obj):
    raise NotImplementedError("inspect.isgeneratorfunction is not supported")


def isgenerator(object):
    return isinstance(object, _types.GeneratorType)


def isclass(object):
    return isinstance(object, type)


def ismodule(object):
    return isinstance(object, _types.ModuleType)


def isbuiltin(object):
    return isinstance(object, _types.BuiltinFunctionType)


def isroutine(object):
    return isfunction(object) or ismethod(object) or isbuiltin(object)


def iscoroutinefunction(obj):
    return False


def iscoroutine(object):
    return False


def isawaitable(object):
    return False


def isabstract(object):
    return bool(getattr(object, "__abstractmethods__", ()))


def getdoc(object):
    return getattr(object, "__doc__", None)


def getmodule(object):
    import sys
    return sys.modules.get(getattr(object, "__module__", None))


def getmembers(object, predicate=None):
    found = []
    for name in dir(object):
        value = getattr(object, name, None)
        if predicate is None or predicate(value):
            found.append((name, value))
    return found


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    while hasattr(func, "__wrapped__"):
        func = func.__wrapped__
    return func


def signature(callable, **options):
    raise NotImplementedError("inspect.signature is not supported")


def getsource(object):
    raise OSError("source code not available")


def currentframe():
    return None


def stack(context=1):
    raise NotImplementedError("inspect.stack is not supported: frames are not objects here")
