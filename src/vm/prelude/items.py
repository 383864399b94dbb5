"""Items of containers: subscripts, `in`, dicts and sets."""

import _vm
from _prelude_iteration import _as_index, _missing, collect
from _vm import (dict_candidates, dict_delete, dict_set_hashed, dict_value, is_iterable, method as _method, payload,
                 set_add_hashed, set_candidates, set_delete, type_name)

_len = len


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
    method = _method(obj, "__len__")
    if method is None:
        return _len(payload(obj))
    number = _as_index(method(obj))
    if not isinstance(number, int):
        raise TypeError(f"'{type_name(number)}' object cannot be interpreted as an integer")
    if number < 0:
        raise ValueError("__len__() should return >= 0")
    return number


def getitem(obj, index):
    method = _method(obj, "__getitem__")
    if method is not None:
        return method(obj, index)
    inner = payload(obj)
    if isinstance(inner, dict):
        code = hash(index)
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
    if isinstance(inner, dict):
        code = hash(index)
        key = _find_key(dict_candidates(inner, code), index)
        dict_set_hashed(inner, index if key is _missing else key, value, code)
    elif type(index) is slice and not isinstance(value, (list, tuple)):
        inner[_plain_index(index)] = collect(value)
    else:
        inner[_plain_index(index)] = value


def delitem(obj, index):
    method = _method(obj, "__delitem__")
    if method is not None:
        method(obj, index)
        return
    inner = payload(obj)
    if isinstance(inner, dict):
        code = hash(index)
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
    if isinstance(inner, dict):
        return _find_key(dict_candidates(inner, hash(item)), item) is not _missing
    if isinstance(inner, (set, frozenset)):
        return _find_key(set_candidates(inner, hash(item)), item) is not _missing
    kind = type_name(inner)
    if kind == "dict_keys":
        return contains(_vm.dict_of_view(inner), item)
    if kind == "dict_items":
        if not isinstance(item, tuple) or _len(item) != 2:
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
    raise ValueError(f"{repr(value)} is not in {'list' if name == 'list' else 'deque'}")


def sequence_count(items, value):
    count = 0
    for item in payload(items):
        if item is value or item == value:
            count += 1
    return count


def list_pop(items, place):
    return payload(items).pop(_as_index(place))


def list_insert(items, place, value):
    payload(items).insert(_as_index(place), value)


def range_new(*bounds):
    return range(*[_as_index(bound) for bound in bounds])


def list_remove(items, value):
    items = payload(items)
    for place in range(_len(items)):
        if items[place] is value or items[place] == value:
            del items[place]
            return
    if type_name(items) == "list":
        raise ValueError("list.remove(x): x not in list")
    raise ValueError(f"{repr(value)} is not in deque")


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
        if hasattr(other, "keys"):
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


def dict_fromkeys(iterable, value=None):
    new = {}
    for key in iterable:
        new[key] = value
    return new


def dict_get(target, key, default=None):
    target = payload(target)
    code = hash(key)
    found = _find_key(dict_candidates(target, code), key)
    return default if found is _missing else dict_value(target, found, code)


def dict_setdefault(target, key, default=None):
    target = payload(target)
    code = hash(key)
    found = _find_key(dict_candidates(target, code), key)
    if found is _missing:
        dict_set_hashed(target, key, default, code)
        return default
    return dict_value(target, found, code)


def dict_pop(target, key, *default):
    target = payload(target)
    code = hash(key)
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
    return _vm.freeze(new) if isinstance(target, frozenset) else new


def _as_set(iterable):
    return payload(iterable) if isinstance(iterable, (set, frozenset)) else new_set(iterable)


def set_init(target, iterable=()):
    new = new_set(iterable)
    target.clear()
    set_update(target, new)


def set_add(target, item):
    target = payload(target)
    code = hash(item)
    if _find_key(set_candidates(target, code), item) is _missing:
        set_add_hashed(target, item, code)


def set_discard(target, item):
    target = payload(target)
    code = hash(item)
    found = _find_key(set_candidates(target, code), item)
    if found is not _missing:
        set_delete(target, found, code)


def set_remove(target, item):
    target = payload(target)
    code = hash(item)
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
