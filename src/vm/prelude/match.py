"""`match`."""

from _prelude_iteration import _missing
from _vm import type_name


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
    if not isinstance(cls, type):
        raise TypeError("called match pattern must be a class")
    if not isinstance(subject, cls):
        return None
    values, seen = [], set()
    if count:
        fields = getattr(cls, "__match_args__", None)
        if fields is None and issubclass(cls, _SELF_MATCH):
            if count > 1:
                raise TypeError(f"{cls.__name__}() accepts 1 positional sub-pattern ({count} given)")
            values.append(subject)
        else:
            fields = () if fields is None else fields
            if not isinstance(fields, tuple):
                raise TypeError(f"{cls.__name__}.__match_args__ must be a tuple (got {type_name(fields)})")
            if count > len(fields):
                plural = "" if len(fields) == 1 else "s"
                raise TypeError(f"{cls.__name__}() accepts {len(fields)} positional sub-pattern{plural} ({count} given)")
            names = fields[:count] + names
    for name in names:
        if name in seen:
            raise TypeError(f"{cls.__name__}() got multiple sub-patterns for attribute '{name}'")
        seen.add(name)
        value = getattr(subject, name, _missing)
        if value is _missing:
            return None
        values.append(value)
    return values
