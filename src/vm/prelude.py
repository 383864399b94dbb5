"""Slow paths: what the natives of the VM cannot do because methods written in Python take part. Each function does the whole
operation again, from the start; the native that gave up changed nothing. Names are those by which the VM calls them. Where one
has the name of a built-in function, that function itself is at hand with an underscore before it."""

import _vm
from _vm import (dict_candidates, dict_delete, dict_set_hashed, dict_value, is_iterable, method as _method, order_of, payload,
                 set_add_hashed, set_candidates, set_delete, type_name, unwrap, wrap)

_abs, _ascii, _format, _getattr, _hash, _hasattr, _isinstance, _issubclass = (
    abs, ascii, format, getattr, hash, hasattr, isinstance, issubclass)
_iter, _len, _next, _print, _repr, _reversed, _round, _dir, _divmod = (
    iter, len, next, print, repr, reversed, round, dir, divmod)
_missing = object()


# ---- iteration -------------------------------------------------------------------------------------------------------


def iter(obj, *sentinel):
    """`iter(obj)` and `iter(callable, sentinel)`."""
    if sentinel:
        if not callable(obj):
            raise TypeError("iter(v, w): v must be callable")
        return wrap("callable_iterator", _until(obj, sentinel[0]))
    method = _method(obj, "__iter__")
    if method is not None:
        it = method(obj)
        if not _hasattr(it, "__next__"):
            raise TypeError(f"iter() returned non-iterator of type '{type_name(it)}'")
        return it
    if _vm.is_file(obj):
        return _lines(obj)
    if _method(obj, "__getitem__") is not None:
        return _by_index(obj)
    raise TypeError(f"'{type_name(obj)}' object is not iterable")


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
        if _len(taken) == n:
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
        inner = payload(obj)
        if inner is not obj:
            return _reversed(inner)
        raise TypeError(f"'{type_name(obj)}' object is not reversible")
    return wrap("reversed", _backwards(obj, _len(obj)))


def _backwards(obj, place):
    while place > 0:
        place -= 1
        yield obj[place]


# ---- items -----------------------------------------------------------------------------------------------------------


def _as_index(value):
    """The integer that `__index__` gives; other values as they are, for natives to judge."""
    method = _method(value, "__index__")
    if method is None:
        return value
    number = method(value)
    if not _isinstance(number, int):
        raise TypeError(f"__index__ returned non-int (type {type_name(number)})")
    return number


def _plain_index(index):
    if type(index) is slice:
        return slice(_as_index(index.start), _as_index(index.stop), _as_index(index.step))
    return _as_index(index)


def _find_key(candidates, key):
    """The key of the table that is equal to `key`, or `_missing`."""
    for other in candidates:
        if other is key or other == key:
            return other
    return _missing


def len(obj):
    number = _as_index(_method(obj, "__len__")(obj))
    if not _isinstance(number, int):
        raise TypeError(f"'{type_name(number)}' object cannot be interpreted as an integer")
    if number < 0:
        raise ValueError("__len__() should return >= 0")
    return number


def getitem(obj, index):
    method = _method(obj, "__getitem__")
    if method is not None:
        return method(obj, index)
    inner = payload(obj)
    if _isinstance(inner, dict):
        code = _hash(index)
        key = _find_key(dict_candidates(inner, code), index)
        if key is not _missing:
            return dict_value(inner, key, code)
        missing = _method(obj, "__missing__")
        if missing is not None:
            return missing(obj, index)
        raise KeyError(index)
    return inner[_plain_index(index)]


def setitem(obj, index, value):
    method = _method(obj, "__setitem__")
    if method is not None:
        method(obj, index, value)
        return
    inner = payload(obj)
    if _isinstance(inner, dict):
        code = _hash(index)
        key = _find_key(dict_candidates(inner, code), index)
        dict_set_hashed(inner, index if key is _missing else key, value, code)
    elif type(index) is slice and not _isinstance(value, (list, tuple)):
        inner[_plain_index(index)] = collect(value)
    else:
        inner[_plain_index(index)] = value


def delitem(obj, index):
    method = _method(obj, "__delitem__")
    if method is not None:
        method(obj, index)
        return
    inner = payload(obj)
    if _isinstance(inner, dict):
        code = _hash(index)
        key = _find_key(dict_candidates(inner, code), index)
        if key is _missing:
            raise KeyError(index)
        dict_delete(inner, key, code)
    else:
        del inner[_plain_index(index)]


def contains(container, item):
    """`item in container`."""
    method = _method(container, "__contains__")
    if method is not None:
        return True if method(container, item) else False
    inner = payload(container)
    if _isinstance(inner, dict):
        return _find_key(dict_candidates(inner, _hash(item)), item) is not _missing
    if _isinstance(inner, (set, frozenset)):
        return _find_key(set_candidates(inner, _hash(item)), item) is not _missing
    kind = type_name(inner)
    if kind == "dict_keys":
        return contains(_vm.dict_of_view(inner), item)
    if kind == "dict_items":
        if not _isinstance(item, tuple) or _len(item) != 2:
            return False
        found = dict_get(_vm.dict_of_view(inner), item[0], _missing)
        return found is not _missing and (found is item[1] or found == item[1])
    if not is_iterable(container):
        raise TypeError(f"argument of type '{type_name(container)}' is not iterable")
    for other in container:
        if other is item or other == item:
            return True
    return False


def sequence_index(items, value, start=0, stop=None):
    items = payload(items)
    name = type_name(items)
    for place in range(*slice(start, stop).indices(_len(items))):
        if place < _len(items) and (items[place] is value or items[place] == value):
            return place
    if name == "tuple":
        raise ValueError("tuple.index(x): x not in tuple")
    raise ValueError(f"{_repr(value)} is not in list")


def sequence_count(items, value):
    count = 0
    for item in payload(items):
        if item is value or item == value:
            count += 1
    return count


def list_remove(items, value):
    items = payload(items)
    for place in range(_len(items)):
        if items[place] is value or items[place] == value:
            del items[place]
            return
    raise ValueError("list.remove(x): x not in list")


def list_iadd(items, more):
    payload(items).extend(collect(more))
    return items


# ---- dict ------------------------------------------------------------------------------------------------------------


def build_dict(*keys_and_values):
    new = {}
    for place in range(0, _len(keys_and_values), 2):
        new[keys_and_values[place]] = keys_and_values[place + 1]
    return new


def to_dict(mapping):
    """A dict of the entries of any mapping."""
    new = {}
    for key in mapping.keys():
        new[key] = mapping[key]
    return new


def new_dict(*args, **keywords):
    new = {}
    dict_update(new, *args, **keywords)
    return new


def dict_update(target, *args, **keywords):
    target = payload(target)
    if args:
        other = args[0]
        if _hasattr(other, "keys"):
            for key in other.keys():
                target[key] = other[key]
        else:
            place = 0
            for pair in other:
                if not is_iterable(pair):
                    raise TypeError(f"cannot convert dictionary update sequence element #{place} to a sequence")
                pair = collect(pair)
                if _len(pair) != 2:
                    raise ValueError(f"dictionary update sequence element #{place} has length {_len(pair)}; 2 is required")
                target[pair[0]] = pair[1]
                place += 1
    for key, value in keywords.items():
        target[key] = value


attr_dict_update = dict_update


def dict_ior(target, other):
    dict_update(target, other)
    return target


def dict_fromkeys(iterable, value=None):
    new = {}
    for key in iterable:
        new[key] = value
    return new


def dict_get(target, key, default=None):
    target = payload(target)
    code = _hash(key)
    found = _find_key(dict_candidates(target, code), key)
    return default if found is _missing else dict_value(target, found, code)


def dict_setdefault(target, key, default=None):
    target = payload(target)
    code = _hash(key)
    found = _find_key(dict_candidates(target, code), key)
    if found is _missing:
        dict_set_hashed(target, key, default, code)
        return default
    return dict_value(target, found, code)


def dict_pop(target, key, *default):
    target = payload(target)
    code = _hash(key)
    found = _find_key(dict_candidates(target, code), key)
    if found is not _missing:
        return dict_delete(target, found, code)
    if default:
        return default[0]
    raise KeyError(key)


# ---- set -------------------------------------------------------------------------------------------------------------


def build_set(*items):
    return new_set(items)


def new_set(iterable=()):
    new = set()
    for item in iterable:
        new.add(item)
    return new


def new_frozenset(iterable=()):
    return _vm.freeze(new_set(iterable))


def _like(target, new):
    return _vm.freeze(new) if _isinstance(target, frozenset) else new


def _as_set(iterable):
    return payload(iterable) if _isinstance(iterable, (set, frozenset)) else new_set(iterable)


def set_init(target, iterable=()):
    new = new_set(iterable)
    target.clear()
    set_update(target, new)


def set_add(target, item):
    target = payload(target)
    code = _hash(item)
    if _find_key(set_candidates(target, code), item) is _missing:
        set_add_hashed(target, item, code)


def set_discard(target, item):
    target = payload(target)
    code = _hash(item)
    found = _find_key(set_candidates(target, code), item)
    if found is not _missing:
        set_delete(target, found, code)


def set_remove(target, item):
    target = payload(target)
    code = _hash(item)
    found = _find_key(set_candidates(target, code), item)
    if found is _missing:
        raise KeyError(item)
    set_delete(target, found, code)


def set_update(target, *others):
    for other in others:
        for item in collect(other):
            set_add(target, item)


def set_union(target, *others):
    new = new_set(target)
    set_update(new, *others)
    return _like(target, new)


def set_intersection(target, *others):
    new = new_set(target)
    for other in others:
        other = _as_set(other)
        new = new_set([item for item in new if item in other])
    return _like(target, new)


def set_intersection_update(target, *others):
    new = new_set(set_intersection(target, *others))
    target.clear()
    set_update(target, new)


def set_difference_update(target, *others):
    for other in others:
        for item in collect(other):
            set_discard(target, item)


def set_difference(target, *others):
    new = new_set(target)
    set_difference_update(new, *others)
    return _like(target, new)


def set_symmetric_difference_update(target, other):
    for item in collect(_as_set(other)):
        if item in target:
            set_discard(target, item)
        else:
            set_add(target, item)


def set_symmetric_difference(target, other):
    new = new_set(other)
    set_symmetric_difference_update(new, target)
    return _like(target, new)


def set_issubset(target, other):
    other = _as_set(other)
    for item in target:
        if item not in other:
            return False
    return True


def set_issuperset(target, other):
    for item in other:
        if item not in target:
            return False
    return True


def set_isdisjoint(target, other):
    for item in other:
        if item in target:
            return False
    return True


# ---- comparison ------------------------------------------------------------------------------------------------------


def _equal_sequences(a, b):
    if _len(a) != _len(b):
        return False
    for place in range(_len(a)):
        if a[place] is not b[place] and not a[place] == b[place]:
            return False
    return True


def _equal_dicts(a, b):
    if _len(a) != _len(b):
        return False
    for key, value in a.items():
        other = dict_get(b, key, _missing)
        if other is _missing or value is not other and not value == other:
            return False
    return True


def op_eq(a, b):
    """`a == b` of containers whose items are compared by Python code."""
    a, b = payload(a), payload(b)
    for kind in (list, tuple):
        if _isinstance(a, kind):
            return _isinstance(b, kind) and _equal_sequences(a, b)
    if _isinstance(a, dict):
        return _isinstance(b, dict) and _equal_dicts(a, b)
    if _isinstance(a, (set, frozenset)):
        return _isinstance(b, (set, frozenset)) and _len(a) == _len(b) and set_issubset(a, b)
    kinds = ("dict_keys", "dict_items")
    if type_name(a) in kinds and type_name(b) in kinds:
        return _len(a) == _len(b) and set_issubset(a, b)
    if _method(a, "__eq__") is not None or _method(b, "__eq__") is not None:
        return a == b
    return a is b


def op_ne(a, b):
    return not op_eq(a, b)


def _order(a, b, sign, compare):
    a, b = payload(a), payload(b)
    for kind in (list, tuple):
        if _isinstance(a, kind) and _isinstance(b, kind):
            for place in range(min(_len(a), _len(b))):
                if a[place] is not b[place] and not a[place] == b[place]:
                    return compare(a[place], b[place])
            return compare(_len(a), _len(b))
    if _isinstance(a, (set, frozenset)) and _isinstance(b, (set, frozenset)):
        if sign[0] == ">":
            a, b = b, a
        return (_len(a) <= _len(b) if sign[1:] else _len(a) < _len(b)) and set_issubset(a, b)
    raise TypeError(f"'{sign}' not supported between instances of '{type_name(a)}' and '{type_name(b)}'")


def op_lt(a, b):
    return _order(a, b, "<", lambda x, y: x < y)


def op_le(a, b):
    return _order(a, b, "<=", lambda x, y: x <= y)


def op_gt(a, b):
    return _order(a, b, ">", lambda x, y: x > y)


def op_ge(a, b):
    return _order(a, b, ">=", lambda x, y: x >= y)


def native_eq(a, b):
    """`list.__eq__(a, b)` and the like."""
    return op_eq(a, b)


def native_ne(a, b):
    return not op_eq(a, b)


def hash(obj):
    method = _method(obj, "__hash__")
    if method is not None:
        code = method(obj)
        if not _isinstance(code, int):
            raise TypeError("__hash__ method should return an integer")
        return _hash(code)
    return native_hash(obj)


def native_hash(obj):
    inner = payload(obj)
    if _isinstance(inner, tuple):
        return _vm.hash_of_hashes([_hash(item) for item in inner])
    if _method(obj, "__eq__") is not None and _vm.special(obj, "__hash__") is None:
        raise TypeError(f"unhashable type: '{type_name(obj)}'")
    return _vm.default_hash(obj)


def list_sort(items, key=None, reverse=False):
    """Sorts a list in place by Python's `<`, or by keys."""
    target = payload(items)
    values = target[:]
    keys = values if key is None else [key(value) for value in values]
    order = order_of(keys, reverse)
    if order is None:
        order = _merge_order(keys, reverse)
    target[:] = [values[place] for place in order]


def sorted(iterable, key=None, reverse=False):
    items = collect(iterable)
    list_sort(items, key, reverse)
    return items


def _merge_order(keys, reverse):
    """Places of the keys in sorted order, stable, asking only `<`."""
    order = [place for place in range(_len(keys))]
    if reverse:
        order.reverse()
    width = 1
    while width < _len(order):
        merged = []
        for start in range(0, _len(order), 2 * width):
            left, middle = start, start + width
            right, end = middle, start + 2 * width
            if middle > _len(order):
                middle = _len(order)
            if end > _len(order):
                end = _len(order)
            while left < middle and right < end:
                if keys[order[right]] < keys[order[left]]:
                    merged.append(order[right])
                    right += 1
                else:
                    merged.append(order[left])
                    left += 1
            merged.extend(order[left:middle])
            merged.extend(order[right:end])
        order = merged
        width *= 2
    if reverse:
        order.reverse()
    return order


# ---- functions over iterables ----------------------------------------------------------------------------------------


def _extreme(name, args, key, default, better):
    if _len(args) == 1:
        items = args[0]
    else:
        items = args
    best = best_key = _missing
    for item in items:
        item_key = item if key is None else key(item)
        if best_key is _missing or better(item_key, best_key):
            best, best_key = item, item_key
    if best is _missing:
        if default is _missing:
            raise ValueError(f"{name}() arg is an empty sequence")
        return default
    return best


def min(*args, key=None, default=_missing):
    return _extreme("min", args, key, default, lambda new, best: new < best)


def max(*args, key=None, default=_missing):
    return _extreme("max", args, key, default, lambda new, best: new > best)


def sum(iterable, start=0):
    total = start
    for item in iterable:
        total = total + item
    return total


def any(iterable):
    for item in iterable:
        if item:
            return True
    return False


def all(iterable):
    for item in iterable:
        if not item:
            return False
    return True


def bool_new(x=False):
    method = _method(x, "__bool__")
    if method is None:
        return _len(x) != 0
    value = method(x)
    if value is not True and value is not False:
        raise TypeError(f"__bool__ should return bool, returned {type_name(value)}")
    return value


# ---- texts -----------------------------------------------------------------------------------------------------------

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
    if not _isinstance(text, str):
        raise TypeError(f"__repr__ returned non-string (type {type_name(text)})")
    return text


def native_repr(obj):
    """The text of a built-in container, or the default one."""
    inner = payload(obj)
    kind = type_name(inner)
    if kind not in _WRITERS:
        if _isinstance(obj, BaseException):
            return f"{type(obj).__name__}({', '.join([_repr(arg) for arg in obj.args])})"
        return _vm.default_repr(obj)
    if not _inside(inner):
        return {"list": "[...]", "tuple": "(...)", "dict": "{...}"}.get(kind, kind + "(...)")
    try:
        return _WRITERS[kind](inner, obj)
    finally:
        _outside(inner)


def _list_repr(items, _):
    return "[" + ", ".join([_repr(item) for item in items]) + "]"


def _tuple_repr(items, _):
    if _len(items) == 1:
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


def _view_repr(view, _):
    return type_name(view) + "([" + ", ".join([_repr(item) for item in view]) + "])"


def _method_repr(method, _):
    return f"<bound method {method.__func__.__qualname__} of {_repr(method.__self__)}>"


def _slice_repr(value, _):
    return f"slice({_repr(value.start)}, {_repr(value.stop)}, {_repr(value.step)})"


_WRITERS = {
    "list": _list_repr, "tuple": _tuple_repr, "dict": _dict_repr, "set": _set_repr, "frozenset": _set_repr,
    "dict_keys": _view_repr, "dict_values": _view_repr, "dict_items": _view_repr, "mappingproxy": _dict_repr,
    "method": _method_repr, "slice": _slice_repr,
}


def str_new(*args):
    """`str(obj)`."""
    obj = args[0]
    if _len(args) > 1:
        return str(payload(obj), *args[1:])
    method = _method(obj, "__str__")
    if method is None:
        return native_str(obj)
    text = method(obj)
    if not _isinstance(text, str):
        raise TypeError(f"__str__ returned non-string (type {type_name(text)})")
    return text


def native_str(obj):
    """`str(obj)` where no `__str__` is written in Python."""
    if _isinstance(obj, BaseException) and _method(obj, "__str__") is None:
        args = obj.args
        if _len(args) == 1 and not _isinstance(obj, KeyError):
            return str(args[0])
        if not args:
            return ""
        return _repr(args[0]) if _len(args) == 1 else _repr(args)
    inner = payload(obj)
    if _isinstance(inner, str):
        return inner if inner is not obj else _vm.default_repr(obj)
    return repr(obj)


def ascii(obj):
    return _vm.escape(_repr(obj))


def format(value, spec=""):
    method = _method(value, "__format__")
    if method is not None:
        text = method(value, spec)
        if not _isinstance(text, str):
            raise TypeError(f"__format__ must return a str, not {type_name(text)}")
        return text
    return native_format(value, spec)


def native_format(value, spec):
    if spec == "":
        return str(value)
    inner = payload(value)
    if inner is value:
        raise TypeError(f"unsupported format string passed to {type_name(value)}.__format__")
    return _format(inner, spec)


def format_value(value, conversion, spec):
    """One field of an f-string."""
    if conversion == "s":
        value = str(value)
    elif conversion == "r":
        value = _repr(value)
    elif conversion == "a":
        value = _ascii(value)
    return _format(value, spec)


# ---- formatting ------------------------------------------------------------------------------------------------------


def str_format(template, args, keywords):
    """`str.format` where fields need Python code; the template is known to be well formed as far as the native read it."""
    return _Formatter(args, keywords).run(template)


class _Formatter:
    def __init__(self, args, keywords):
        self.args, self.keywords, self.auto = args, keywords, 0

    def run(self, template):
        out, at = [], 0
        while at < _len(template):
            char = template[at]
            at += 1
            if char in "{}" and template[at:at + 1] == char:
                out.append(char)
                at += 1
            elif char == "{":
                start, depth = at, 1
                while depth:
                    if at >= _len(template):
                        raise ValueError("expected '}' before end of string")
                    depth += {"{": 1, "}": -1}.get(template[at], 0)
                    at += 1
                out.append(self.field(template[start:at - 1]))
            elif char == "}":
                raise ValueError("Single '}' encountered in format string")
            else:
                out.append(char)
        return "".join(out)

    def field(self, text):
        end, depth = 0, 0
        while end < _len(text) and (depth or text[end] not in "!:"):
            depth += {"[": 1, "]": -1}.get(text[end], 0)
            end += 1
        name, rest, conversion = text[:end], text[end:], None
        if rest[:1] == "!":
            conversion, rest = rest[1:2], rest[2:]
        value = self.look_up(name)
        return format_value(value, conversion, self.run(rest[1:]))

    def look_up(self, name):
        end = 0
        while end < _len(name) and name[end] not in ".[":
            end += 1
        first, at = name[:end], end
        if first == "":
            first = self.auto
            self.auto += 1
            value = self.args[first]
        elif first.isdigit() and self.args is not None:
            value = self.args[int(first)]
        else:
            value = self.keywords[first]
        while at < _len(name):
            if name[at] == ".":
                end = at + 1
                while end < _len(name) and name[end] not in ".[":
                    end += 1
                value, at = _getattr(value, name[at + 1:end]), end
            else:
                end = name.index("]", at)
                key = name[at + 1:end]
                value, at = value[int(key) if key.isdigit() else key], end + 1
        return value


def str_percent(template, values):
    """`template % values` where values need Python code: each of these becomes a text or number first."""
    out, at, place = [], 0, 0
    while at < _len(template):
        end = template.find("%", at)
        if end < 0:
            end = _len(template)
        out.append(template[at:end])
        if end == _len(template):
            break
        at = end + 1
        key = None
        if template[at:at + 1] == "(":
            close = template.index(")", at)
            key, at = template[at + 1:close], close + 1
        start = at
        stars = []
        while at < _len(template) and template[at] in "#0- +*.123456789hlL":
            if template[at] == "*":
                stars.append(values[place])
                place += 1
            at += 1
        kind = template[at:at + 1]
        spec = "%" + template[start:at]
        at += 1
        if kind == "%":
            out.append("%")
            continue
        if key is not None:
            value = values[key]
        elif _isinstance(values, tuple):
            if place >= _len(values):
                raise TypeError("not enough arguments for format string")
            value = payload(values)[place]
        else:
            if place:
                raise TypeError("not enough arguments for format string")
            value = values
        place += key is None
        if kind in "sra":
            value = str(value) if kind == "s" else _repr(value) if kind == "r" else _ascii(value)
            kind = "s"
        elif _method(value, "__float__") is not None and kind in "eEfFgG":
            value = float(value)
        elif kind in "diuxXoc":
            value = int(value) if kind in "diu" and _method(value, "__int__") is not None else _as_index(value)
        out.append((spec + kind) % (*stars, value))
    if _isinstance(values, tuple) and place < _len(values):
        raise TypeError("not all arguments converted during string formatting")
    return "".join(out)


def str_translate(text, table):
    out = []
    for char in text:
        try:
            new = table[ord(char)]
        except LookupError:
            new = char
        if new is not None:
            out.append(new if _isinstance(new, str) else _vm.chr(new))
    return "".join(out)


def format_exception(error, wanted):
    """The text of an exception, with the messages that only Python code can make."""
    import _sys
    texts = []
    for one in wanted:
        try:
            texts.append((one, str(one)))
        except Exception:
            texts.append((one, "<exception str() failed>"))
    return _sys.format_exception(error, texts)


# ---- numbers ---------------------------------------------------------------------------------------------------------


def abs(x):
    method = _method(x, "__abs__")
    if method is None:
        inner = payload(x)
        if inner is x:
            raise TypeError(f"bad operand type for abs(): '{type_name(x)}'")
        return _abs(inner)
    return method(x)


def round(number, ndigits=None):
    method = _method(number, "__round__")
    if method is None:
        inner = payload(number)
        if inner is number and _vm.is_instance_value(number):
            raise TypeError(f"type {type_name(number)} doesn't define __round__ method")
        return _round(inner) if ndigits is None else _round(inner, _as_index(ndigits))
    return method(number) if ndigits is None else method(number, ndigits)


def _two_ways(a, b, name, reflected, words):
    method = _method(a, name)
    if method is not None:
        result = method(a, b)
        if result is not NotImplemented:
            return result
    method = _method(b, reflected)
    if method is not None:
        result = method(b, a)
        if result is not NotImplemented:
            return result
    raise TypeError(f"unsupported operand type(s) for {words}: '{type_name(a)}' and '{type_name(b)}'")


def divmod(x, y):
    inner_x, inner_y = payload(x), payload(y)
    if _method(x, "__divmod__") is None and _method(y, "__rdivmod__") is None:
        if not _vm.is_instance_value(inner_x) and not _vm.is_instance_value(inner_y):
            return _divmod(inner_x, inner_y)
    return _two_ways(x, y, "__divmod__", "__rdivmod__", "divmod()")


def pow(base, exp, mod=None):
    if mod is None:
        return base ** exp
    method = _method(base, "__pow__")
    if method is not None:
        return method(base, exp, mod)
    return _vm.pow(_as_index(base), _as_index(exp), _as_index(mod))


def hex(number):
    return _vm.digits(_as_index(number), 16)


def oct(number):
    return _vm.digits(_as_index(number), 8)


def bin(number):
    return _vm.digits(_as_index(number), 2)


def chr(number):
    return _vm.chr(_as_index(number))


def int_new(x=0, *base):
    """`int(x)` by `__int__`, `__index__` or `__trunc__`."""
    if base:
        return int(x, _as_index(base[0]))
    for name in ("__int__", "__index__", "__trunc__"):
        method = _method(x, name)
        if method is not None:
            number = method(x)
            if not _isinstance(number, int):
                raise TypeError(f"{name} returned non-int (type {type_name(number)})")
            return payload(number)
    inner = payload(x)
    if inner is x:
        raise TypeError("int() argument must be a string, a bytes-like object or a real number, "
                        f"not '{type_name(x)}'")
    return int(inner)


def float_new(x=0.0):
    """`float(x)` by `__float__` or `__index__`."""
    method = _method(x, "__float__")
    if method is not None:
        number = method(x)
        if not _isinstance(number, float):
            raise TypeError(f"{type_name(x)}.__float__ returned non-float (type {type_name(number)})")
        return payload(number)
    number = _as_index(x)
    if number is not x:
        return float(number)
    inner = payload(x)
    if inner is x:
        raise TypeError(f"float() argument must be a string or a real number, not '{type_name(x)}'")
    return float(inner)


# ---- operators on containers -----------------------------------------------------------------------------------------


def op_add(a, b):
    return payload(a) + payload(b)


def op_mul(a, b):
    return payload(a) * _as_index(b)


def op_iadd(a, b):
    return list_iadd(a, b)


def op_and(a, b):
    return set_intersection(payload(a), payload(b))


def op_or(a, b):
    if _isinstance(a, dict):
        new = payload(a).copy()
        dict_update(new, b)
        return new
    return set_union(payload(a), payload(b))


dict_or = op_or


def set_in_place(name, target, other):
    """`target |= other` and the like, by the method of that name."""
    _getattr(set, name)(target, other)
    return target


def op_sub(a, b):
    return set_difference(payload(a), payload(b))


def op_xor(a, b):
    return set_symmetric_difference(payload(a), payload(b))


# ---- files and streams -----------------------------------------------------------------------------------------------


def print(*values, sep=None, end=None, file=None, flush=False):
    if file is None:
        import sys
        file = sys.stdout
        if file is None:
            return
    texts = [str(value) for value in values]
    if _vm.is_file(file):
        _print(*texts, sep=sep, end=end, file=file)
        return
    sep = " " if sep is None else sep
    end = "\n" if end is None else end
    first = True
    for text in texts:
        if not first:
            file.write(sep)
        first = False
        file.write(text)
    file.write(end)
    if flush:
        file.flush()


def read_input(*prompt):
    """`input(prompt)`."""
    import sys
    if prompt:
        _print(prompt[0], end="")
    line = sys.stdin.readline()
    if not line:
        raise EOFError("EOF when reading a line")
    return line[:-1] if line.endswith("\n") else line


def open_path(file, *args):
    """`open(file)` of an object with `__fspath__`."""
    method = _method(file, "__fspath__")
    if method is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type_name(file)}")
    return open(method(file), *args)


def file_read(file, size=-1):
    """Standard input as a whole, or in part."""
    if size is None or size < 0:
        return "".join(_lines(file))
    return _vm.unread(file, "".join(_lines(file)), size)


def file_readlines(file, hint=-1):
    return collect(_lines(file))


def file_write(file, text):
    """Writing after reading: the bytes read ahead are given back first."""
    file.seek(0, 1)
    return file.write(text)


def file_writelines(file, lines):
    for line in lines:
        file.write(line)


# ---- objects and classes ---------------------------------------------------------------------------------------------


def call(func, *args, **keywords):
    return func(*args, **keywords)


def call_with_dict(func, keywords, *args):
    """Calls with keywords in a dict, or None."""
    return func(*args) if keywords is None else func(*args, **keywords)


def getattr_default(obj, name, *default):
    try:
        return _getattr(obj, name)
    except AttributeError:
        if default:
            return default[0]
        raise


def hasattr(obj, name):
    try:
        _getattr(obj, name)
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


def type_call(cls, keywords, *args):
    """`type.__call__(cls, *args, **keywords)`: past a `__call__` of the metaclass."""
    return class_new(cls, *args, **({} if keywords is None else keywords))


def class_new(cls, *args, **keywords):
    """An instance by `__new__` and `__init__`."""
    obj = cls.__new__(cls, *args, **keywords)
    if _isinstance(obj, cls):
        init = _vm.special(obj, "__init__")
        if init is not None and (_method(obj, "__init__") is not None or payload(obj) is not obj):
            if init(obj, *args, **keywords) is not None:
                raise TypeError("__init__() should return None")
    return obj


def payload_new(cls, *args, **keywords):
    """`int.__new__(cls, x)` and the like, where making the built-in value needs Python code."""
    return _vm.instantiate(cls, *[item if not is_iterable(item) or _isinstance(item, str) else collect(item)
                                  for item in args])


def payload_init(obj, *args, **keywords):
    """`list.__init__(obj, iterable)` and the like."""
    inner = payload(obj)
    if _isinstance(inner, list):
        inner[:] = collect(args[0]) if args else []
    elif _isinstance(inner, dict):
        dict_update(inner, *args, **keywords)
    elif _isinstance(inner, set):
        inner.clear()
        set_update(inner, *args)


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


def build_class(name, bases, namespace, keywords):
    """What a class statement does when metaclasses or hooks take part."""
    given = bases
    bases = _resolve_bases(bases)
    if bases is not given:
        namespace["__orig_bases__"] = given
    keywords = dict(keywords)
    meta = keywords.pop("metaclass", type)
    if _isinstance(meta, type):
        for base in bases:
            kind = type(base)
            if _issubclass(kind, meta):
                meta = kind
            elif not _issubclass(meta, kind):
                raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of "
                                "the metaclasses of all its bases")
    if meta is type:
        return type_new(type, keywords, name, bases, namespace)
    return meta(name, bases, namespace, **keywords)


def _resolve_bases(bases):
    resolved = []
    for base in bases:
        entries = None if _isinstance(base, type) else _getattr(base, "__mro_entries__", None)
        if entries is None:
            resolved.append(base)
        else:
            resolved.extend(entries(bases))
    resolved = tuple(resolved)
    return bases if resolved == bases else resolved


def type_new(meta, keywords, *args):
    """`type.__new__(meta, name, bases, namespace, **keywords)` with its hooks."""
    if _len(args) != 3:
        raise TypeError(f"type.__new__() takes exactly 3 arguments ({_len(args)} given)")
    cls = _vm.make_class(meta, *args)
    namespace = args[2]
    for attribute, value in collect(namespace.items()):
        hook = _method(value, "__set_name__")
        if hook is not None:
            hook(value, cls, attribute)
    super(cls, cls).__init_subclass__(**({} if keywords is None else keywords))
    return cls


# ---- match -----------------------------------------------------------------------------------------------------------


def match_mapping(subject, keys):
    """The values of the keys, or None where one is missing."""
    values = []
    for key in keys:
        value = subject.get(key, _missing)
        if value is _missing:
            return None
        values.append(value)
    return values


def mapping_rest(subject, keys):
    """The entries of a mapping without some keys."""
    rest = {key: subject[key] for key in subject.keys()}
    for key in keys:
        del rest[key]
    return rest


_SELF_MATCH = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)


def match_class(subject, cls, count, names):
    """The values of `count` positional and of the named sub-patterns of a class pattern, or None."""
    if not _isinstance(cls, type):
        raise TypeError("called match pattern must be a class")
    if not isinstance(subject, cls):
        return None
    values, seen = [], set()
    if count:
        fields = _getattr(cls, "__match_args__", None)
        if fields is None and _issubclass(cls, _SELF_MATCH):
            if count > 1:
                raise TypeError(f"{cls.__name__}() accepts 1 positional sub-pattern ({count} given)")
            values.append(subject)
        else:
            fields = () if fields is None else fields
            if not _isinstance(fields, tuple):
                raise TypeError(f"{cls.__name__}.__match_args__ must be a tuple (got {type_name(fields)})")
            if count > _len(fields):
                plural = "" if _len(fields) == 1 else "s"
                raise TypeError(f"{cls.__name__}() accepts {_len(fields)} positional sub-pattern{plural} ({count} given)")
            names = fields[:count] + names
    for name in names:
        if name in seen:
            raise TypeError(f"{cls.__name__}() got multiple sub-patterns for attribute '{name}'")
        seen.add(name)
        value = _getattr(subject, name, _missing)
        if value is _missing:
            return None
        values.append(value)
    return values
