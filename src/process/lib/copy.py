"""Copies, shallow and deep."""


class Error(Exception):
    pass


error = Error

_SAME = (type(None), int, float, bool, str, bytes, type, range, type(...), type(NotImplemented), property,
         type(len), type(lambda: None), type([].append))


def copy(x):
    cls = type(x)
    if cls in _SAME or isinstance(x, type) or cls in (tuple, frozenset):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    return _rebuild(x, lambda value: value, lambda new: None)


def deepcopy(x, memo=None):
    cls = type(x)
    if cls in _SAME or isinstance(x, type):
        return x
    if memo is None:
        memo = {}
    known = memo.get(id(x), memo)
    if known is not memo:
        return known
    new = _deep(x, cls, memo)
    if new is not x:
        memo[id(x)] = new
        memo.setdefault(id(memo), []).append(x)     # what is copied must not be collected meanwhile
    return new


def _deep(x, cls, memo):
    if cls is list:
        new = memo[id(x)] = []
        for item in x:
            new.append(deepcopy(item, memo))
        return new
    if cls is dict:
        new = memo[id(x)] = {}
        for key, value in x.items():
            new[deepcopy(key, memo)] = deepcopy(value, memo)
        return new
    if cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        known = memo.get(id(x))
        if known is not None:
            return known
        return x if all(a is b for a, b in zip(items, x)) else tuple(items)
    if cls is set or cls is frozenset:
        return cls([deepcopy(item, memo) for item in x])
    method = getattr(cls, "__deepcopy__", None)
    if method is not None:
        return method(x, memo)
    if cls is bytearray:
        return x.copy()

    def remember(new):
        memo[id(x)] = new
    return _rebuild(x, lambda value: deepcopy(value, memo), remember)


def _rebuild(x, each, remember):
    """An object of the same class whose state is `each` of what `x` holds."""
    cls = type(x)
    if cls.__module__ in ("_thread", "_sync") or cls.__name__ in ("generator", "module", "TextIOWrapper"):
        raise TypeError(f"cannot pickle '{cls.__name__ if cls.__module__ == 'builtins' else cls.__module__ + '.' + cls.__name__}' object")
    if cls.__name__ == "deque" and cls.__module__ == "collections":
        new = cls([], x.maxlen)
        remember(new)
        new.extend([each(item) for item in x])
        return new
    new = _empty(x, cls, each)
    remember(new)
    if isinstance(x, list):
        new.extend([each(item) for item in x])
    elif isinstance(x, dict):
        for key, value in dict.items(x):
            dict.__setitem__(new, each(key), each(value))
    elif isinstance(x, set):
        new.update([each(item) for item in x])
    state = getattr(cls, "__getstate__", None)
    state = dict(x.__dict__) if state is None or state is getattr(object, "__getstate__", None) else state(x)
    setstate = getattr(cls, "__setstate__", None)
    state = each(state)
    if setstate is not None:
        setstate(new, state)
    elif isinstance(state, dict):
        for key, value in state.items():
            object.__setattr__(new, key, value)
    return new


def _empty(x, cls, each):
    for base in (tuple, frozenset, str, int, float, bytes):
        if isinstance(x, base):
            return base.__new__(cls, [each(item) for item in x] if base in (tuple, frozenset) else x)
    if isinstance(x, BaseException):
        return cls(*[each(arg) for arg in x.args])
    for base in (list, dict, set):
        if isinstance(x, base):
            return base.__new__(cls)
    return object.__new__(cls)
