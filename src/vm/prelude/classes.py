"""Classes and their instances."""

import _vm
from _prelude_iteration import collect
from _vm import is_iterable, method as _method, payload


def type_call(cls, keywords, *args):
    """`type.__call__(cls, *args, **keywords)`: past a `__call__` of the metaclass."""
    return class_new(cls, *args, **({} if keywords is None else keywords))


def class_new(cls, *args, **keywords):
    """An instance by `__new__` and `__init__`."""
    obj = cls.__new__(cls, *args, **keywords)
    if isinstance(obj, cls):
        init = _vm.special(obj, "__init__")
        if init is not None and (_method(obj, "__init__") is not None or payload(obj) is not obj):
            if init(obj, *args, **keywords) is not None:
                raise TypeError("__init__() should return None")
    return obj


def payload_new(cls, *args, **keywords):
    """`int.__new__(cls, x)` and the like, where making the built-in value needs Python code."""
    return _vm.instantiate(cls, *[item if not is_iterable(item) or isinstance(item, str) else collect(item)
                                  for item in args])


def payload_init(obj, *args, **keywords):
    """`list.__init__(obj, iterable)` and the like."""
    inner = payload(obj)
    if isinstance(inner, list):
        inner[:] = collect(args[0]) if args else []
    elif isinstance(inner, dict):
        inner.update(*args, **keywords)
    elif isinstance(inner, set):
        inner.clear()
        inner.update(*args)


def build_class(name, bases, namespace, keywords):
    """What a class statement does when metaclasses or hooks take part."""
    given = bases
    bases = _resolve_bases(bases)
    if bases is not given:
        namespace["__orig_bases__"] = given
    keywords = dict(keywords)
    meta = keywords.pop("metaclass", type)
    if isinstance(meta, type):
        for base in bases:
            kind = type(base)
            if issubclass(kind, meta):
                meta = kind
            elif not issubclass(meta, kind):
                raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of "
                                "the metaclasses of all its bases")
    if meta is type:
        return type_new(type, keywords, name, bases, namespace)
    return meta(name, bases, namespace, **keywords)


def _resolve_bases(bases):
    resolved = []
    for base in bases:
        entries = None if isinstance(base, type) else getattr(base, "__mro_entries__", None)
        if entries is not None:
            resolved.extend(entries(bases))
        elif isinstance(base, type):
            resolved.append(base)
        else:
            resolved.append(getattr(base, "__origin__", base))
    resolved = tuple(resolved)
    return bases if resolved == bases else resolved


def type_new(meta, keywords, *args):
    """`type.__new__(meta, name, bases, namespace, **keywords)` with its hooks."""
    if len(args) != 3:
        raise TypeError(f"type.__new__() takes exactly 3 arguments ({len(args)} given)")
    cls = _vm.make_class(meta, *args)
    namespace = args[2]
    for attribute, value in collect(namespace.items()):
        hook = _method(value, "__set_name__")
        if hook is not None:
            hook(value, cls, attribute)
    super(cls, cls).__init_subclass__(**({} if keywords is None else keywords))
    return cls
