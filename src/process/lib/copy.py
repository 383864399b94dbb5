"""Copies, shallow and deep."""

from copyreg import _default_reduce, dispatch_table


class Error(Exception):
    pass


error = Error

_SAME = (type(None), int, float, bool, str, bytes, type, range, type(...), type(NotImplemented), property,
         type(len), type(lambda: None), type([].append))


def _is_attributes(cls):
    """The class of an object's `__dict__`."""
    return cls.__name__ == "dict" and cls.__module__ == "builtins"


def copy(x):
    cls = type(x)
    if cls in _SAME or isinstance(x, type) or cls in (tuple, frozenset):
        return x
    if cls in (list, dict, set, bytearray) or _is_attributes(cls):
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
    if cls is dict or _is_attributes(cls):
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
    """An object made as the reduce protocol says, of `each` of what `x` is made of."""
    reducer = dispatch_table.get(type(x))
    if reducer is not None:
        reduced = reducer(x)
    else:
        reducer = getattr(x, "__reduce_ex__", None)
        reduced = _default_reduce(x, 4) if reducer is None else reducer(4)
    if isinstance(reduced, str):
        return x
    func, args, state, items, entries, setter = reduced + (None,) * (6 - len(reduced))
    new = func(*[each(arg) for arg in args])
    remember(new)
    if state is not None:
        _set_state(new, each(state), setter)
    if items is not None:
        for item in items:
            new.append(each(item))
    if entries is not None:
        for key, value in entries:
            new[each(key)] = each(value)
    return new


def _set_state(new, state, setter):
    if setter is not None:
        setter(new, state)
    elif hasattr(new, "__setstate__"):
        new.__setstate__(state)
    else:
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state is not None:
            new.__dict__.update(state)
        for name, value in (slots or {}).items():
            setattr(new, name, value)
