"""Slow paths: what the natives of the VM cannot do because methods written in Python take part. Each function does the whole
operation again, from the start; the native that gave up changed nothing. Names are those by which the VM calls them. Where one
has the name of a built-in function, it does for all values what that does, and the native is at hand with an underscore
before it."""

import _vm
from _vm import is_iterable, method as _method, payload, type_name, unwrap, wrap

_iter, _next, _reversed = iter, next, reversed

_missing = object()


def _as_index(value):
    """The integer that `__index__` gives; other values as they are, for natives to judge."""
    method = _method(value, "__index__")
    if method is None:
        return value
    number = method(value)
    if not isinstance(number, int):
        raise TypeError(f"__index__ returned non-int (type {type_name(number)})")
    return number


def iter(obj, *sentinel):
    """`iter(obj)` and `iter(callable, sentinel)`."""
    if sentinel:
        if not callable(obj):
            raise TypeError("iter(v, w): v must be callable")
        return wrap("callable_iterator", _until(obj, sentinel[0]))
    method = _method(obj, "__iter__")
    if method is not None:
        it = method(obj)
        if not hasattr(it, "__next__"):
            raise TypeError(f"iter() returned non-iterator of type '{type_name(it)}'")
        return it
    if _vm.is_file(obj):
        return _lines(obj)
    if _method(obj, "__getitem__") is not None:
        return _by_index(obj)
    if _vm.is_instance_value(payload(obj)):
        raise TypeError(f"'{type_name(obj)}' object is not iterable")
    return _iter(obj)


def _until(func, sentinel):
    while True:
        value = func()
        if value is sentinel or value == sentinel:
            return
        yield value


def _lines(file):
    while True:
        line = file.readline()
        if not line:
            return
        yield line


def _by_index(obj):
    index = 0
    while True:
        try:
            item = obj[index]
        except (IndexError, StopIteration):
            return
        yield item
        index += 1


def next(it, *default):
    """`next(it)` for generators, wrapped generators, files and iterators written in Python."""
    method = _method(it, "__next__")
    if method is not None:
        if not default:
            return method(it)
        try:
            return method(it)
        except StopIteration:
            return default[0]
    if _vm.is_file(it):
        line = it.readline()
        if line:
            return line
    elif default or not _vm.is_generator(unwrap(it)):
        for value in unwrap(it):
            return value
    else:
        return unwrap(it).send(None)
    if default:
        return default[0]
    raise StopIteration


def collect(iterable):
    """All items as a list."""
    return [item for item in iterable]


def call_collected(func, place, *args, **keywords):
    """Calls a native again with the iterable among its arguments as a list."""
    args = list(args)
    args[place] = collect(args[place])
    return func(*args, **keywords)


def take(value, n):
    """At most `n` items, for unpacking."""
    if not is_iterable(value):
        raise TypeError(f"cannot unpack non-iterable {type_name(value)} object")
    taken = []
    for item in value:
        taken.append(item)
        if len(taken) == n:
            break
    return taken


def enumerate(iterable, start=0):
    return wrap("enumerate", _enumerate(_iter(iterable), _as_index(start)))


def _enumerate(it, count):
    for item in it:
        yield count, item
        count += 1


def zip(*iterables, strict=False):
    return wrap("zip", _zip([_iter(one) for one in iterables], strict))


def _zip(iterators, strict):
    while True:
        items = []
        for place, it in _enumerate(iterators, 0):
            item = _next(it, _missing)
            if item is _missing:
                if strict:
                    _check_strict(iterators, place)
                return
            items.append(item)
        yield tuple(items)


def _check_strict(iterators, place):
    if place > 0:
        others = "argument 1" if place == 1 else f"arguments 1-{place}"
        raise ValueError(f"zip() argument {place + 1} is shorter than {others}")
    for place, it in _enumerate(iterators, 0):
        if place > 0 and _next(it, _missing) is not _missing:
            others = "argument 1" if place == 1 else f"arguments 1-{place}"
            raise ValueError(f"zip() argument {place + 1} is longer than {others}")


def map(func, iterable, *more):
    if more:
        return wrap("map", _map_many(func, _zip([_iter(iterable)] + [_iter(one) for one in more], False)))
    return wrap("map", _map(func, _iter(iterable)))


def _map(func, it):
    for item in it:
        yield func(item)


def _map_many(func, rows):
    for row in rows:
        yield func(*row)


def filter(func, iterable):
    return wrap("filter", _filter(None if func is bool else func, _iter(iterable)))


def _filter(func, it):
    for item in it:
        if item if func is None else func(item):
            yield item


def reversed(obj):
    method = _method(obj, "__reversed__")
    if method is not None:
        return method(obj)
    if _method(obj, "__getitem__") is None or _method(obj, "__len__") is None:
        if _vm.is_instance_value(payload(obj)):
            raise TypeError(f"'{type_name(obj)}' object is not reversible")
        return _reversed(payload(obj))
    return wrap("reversed", _backwards(obj, len(obj)))


def _backwards(obj, place):
    while place > 0:
        place -= 1
        yield obj[place]
