"""`repr`, `str`, `format`."""

import _vm
from _vm import method as _method, payload, type_name

_ascii, _format, _repr = ascii, format, repr


_running = {}


def _inside(obj):
    """Notes that the calling thread writes the inside of a container; False where it already does."""
    key = (_vm.current_tid(), id(obj))
    if key in _running:
        return False
    _running[key] = True
    return True


def _outside(obj):
    _running.pop((_vm.current_tid(), id(obj)), None)


def repr(obj):
    method = _method(obj, "__repr__")
    if method is None:
        return native_repr(obj)
    text = method(obj)
    if not isinstance(text, str):
        raise TypeError(f"__repr__ returned non-string (type {type_name(text)})")
    return text


def native_repr(obj):
    """The text of a built-in container, or the default one."""
    inner = payload(obj)
    kind = type_name(inner)
    if kind not in _WRITERS:
        if isinstance(obj, BaseException):
            return f"{type(obj).__name__}({', '.join([_repr(arg) for arg in obj.args])})"
        if kind in ("GenericAlias", "UnionType") or _vm.is_instance_value(inner):
            return _vm.default_repr(obj)
        return _repr(inner)
    if not _inside(inner):
        return {"list": "[...]", "tuple": "(...)", "dict": "{...}", "collections.deque": "[...]"}.get(kind, kind + "(...)")
    try:
        return _WRITERS[kind](inner, obj)
    finally:
        _outside(inner)


def _list_repr(items, _):
    return "[" + ", ".join([_repr(item) for item in items]) + "]"


def _tuple_repr(items, _):
    if len(items) == 1:
        return "(" + _repr(items[0]) + ",)"
    return "(" + ", ".join([_repr(item) for item in items]) + ")"


def _dict_repr(entries, _):
    return "{" + ", ".join([_repr(key) + ": " + _repr(value) for key, value in entries.items()]) + "}"


def _set_repr(items, obj):
    name = type_name(obj)
    if not items:
        return name + "()"
    inside = "{" + ", ".join([_repr(item) for item in items]) + "}"
    return inside if name == "set" else f"{name}({inside})"


def _deque_repr(items, _):
    inside = ", ".join([_repr(item) for item in items])
    most = "" if items.maxlen is None else f", maxlen={items.maxlen}"
    return f"deque([{inside}]{most})"


def _view_repr(view, _):
    return type_name(view) + "([" + ", ".join([_repr(item) for item in view]) + "])"


def _method_repr(method, _):
    return f"<bound method {method.__func__.__qualname__} of {_repr(method.__self__)}>"


def _slice_repr(value, _):
    return f"slice({_repr(value.start)}, {_repr(value.stop)}, {_repr(value.step)})"


_WRITERS = {
    "list": _list_repr, "tuple": _tuple_repr, "dict": _dict_repr, "set": _set_repr, "frozenset": _set_repr,
    "dict_keys": _view_repr, "dict_values": _view_repr, "dict_items": _view_repr, "mappingproxy": _dict_repr,
    "collections.deque": _deque_repr, "method": _method_repr, "slice": _slice_repr,
}


def native_str(obj):
    """`str(obj)` where no `__str__` is written in Python."""
    if isinstance(obj, BaseException) and _method(obj, "__str__") is None:
        args = obj.args
        if len(args) == 1 and not isinstance(obj, KeyError):
            return str(args[0])
        if not args:
            return ""
        return _repr(args[0]) if len(args) == 1 else _repr(args)
    inner = payload(obj)
    if isinstance(inner, str):
        return inner if inner is not obj else _vm.default_repr(obj)
    return repr(obj)


def ascii(obj):
    return _vm.escape(_repr(obj))


def format(value, spec=""):
    method = _method(value, "__format__")
    if method is not None:
        text = method(value, spec)
        if not isinstance(text, str):
            raise TypeError(f"__format__ must return a str, not {type_name(text)}")
        return text
    return native_format(value, spec)


def native_format(value, spec):
    if spec == "":
        return str(value)
    inner = payload(value)
    if _vm.is_instance_value(inner):
        raise TypeError(f"unsupported format string passed to {type_name(value)}.__format__")
    return _format(inner, spec)


def converted(value, conversion):
    """What `!s`, `!r` or `!a` makes of a value; the value itself without one."""
    if conversion == "s":
        return str(value)
    if conversion == "r":
        return _repr(value)
    if conversion == "a":
        return _ascii(value)
    return value


def format_value(value, conversion, spec):
    """One field of an f-string."""
    return _format(converted(value, conversion), spec)
