"""Comparisons, hashes, sorting, `min`, `max`, `sum`."""

import _vm
from _prelude_iteration import _missing, collect
from _vm import method as _method, order_of, payload, type_name

_hash = hash


def _equal_sequences(a, b):
    if len(a) != len(b):
        return False
    for place in range(len(a)):
        if a[place] is not b[place] and not a[place] == b[place]:
            return False
    return True


def _equal_dicts(a, b):
    if len(a) != len(b):
        return False
    if type(b) is not dict:
        b = b.copy()      # the attributes of an object
    for key, value in a.items():
        other = dict.get(b, key, _missing)
        if other is _missing or value is not other and not value == other:
            return False
    return True


def _sequence_kind(value):
    """The name of a built-in sequence that is compared item by item; None of anything else."""
    kind = type_name(value)
    return kind if kind in ("list", "tuple", "collections.deque") else None


def op_eq(a, b):
    """`a == b` of containers whose items are compared by Python code."""
    a, b = payload(a), payload(b)
    kind = _sequence_kind(a)
    if kind is not None:
        return _sequence_kind(b) == kind and _equal_sequences(a, b)
    if isinstance(a, dict):
        return isinstance(b, dict) and _equal_dicts(a, b)
    if isinstance(a, (set, frozenset)):
        return isinstance(b, (set, frozenset)) and len(a) == len(b) and a.issubset(b)
    if type_name(a) == "slice":
        return type_name(b) == "slice" and (a.start, a.stop, a.step) == (b.start, b.stop, b.step)
    kinds = ("dict_keys", "dict_items")
    if type_name(a) in kinds and type_name(b) in kinds:
        return len(a) == len(b) and all(item in b for item in a)
    if _method(a, "__eq__") is not None or _method(b, "__eq__") is not None:
        return a == b
    return a is b


def op_ne(a, b):
    return not op_eq(a, b)


def _order(a, b, sign, compare):
    a, b = payload(a), payload(b)
    kind = _sequence_kind(a)
    if kind is not None and kind == _sequence_kind(b):
        for place in range(min(len(a), len(b))):
            if a[place] is not b[place] and not a[place] == b[place]:
                return compare(a[place], b[place])
        return compare(len(a), len(b))
    if isinstance(a, (set, frozenset)) and isinstance(b, (set, frozenset)):
        if sign[0] == ">":
            a, b = b, a
        return (len(a) <= len(b) if sign[1:] else len(a) < len(b)) and a.issubset(b)
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
        if not isinstance(code, int):
            raise TypeError("__hash__ method should return an integer")
        return _hash(code)
    return native_hash(obj)


def native_hash(obj):
    inner = payload(obj)
    if isinstance(inner, tuple):
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
    order = [place for place in range(len(keys))]
    if reverse:
        order.reverse()
    width = 1
    while width < len(order):
        merged = []
        for start in range(0, len(order), 2 * width):
            left, middle = start, start + width
            right, end = middle, start + 2 * width
            if middle > len(order):
                middle = len(order)
            if end > len(order):
                end = len(order)
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
    if len(args) == 1:
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
        return len(x) != 0
    value = method(x)
    if value is not True and value is not False:
        raise TypeError(f"__bool__ should return bool, returned {type_name(value)}")
    return value
