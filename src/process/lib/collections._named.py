"""namedtuple."""

import _records

_KEYWORDS = frozenset((
    "False None True and as assert async await break class continue def del elif else except finally for from global "
    "if import in is lambda nonlocal not or pass raise return try while with yield").split())


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    names = [str(name) for name in field_names]
    typename = str(typename)
    if rename:
        seen = set()
        for i, name in enumerate(names):
            if not name.isidentifier() or name in _KEYWORDS or name.startswith("_") or name in seen:
                names[i] = f"_{i}"
            seen.add(name)
    _check(typename, names, rename)
    names = tuple(names)
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(names):
            raise TypeError("Got more default values than field names")
        field_defaults = dict(zip(names[len(names) - len(defaults):], defaults))
    return _make_class(typename, names, field_defaults, module)


def _check(typename, names, rename):
    for name in [typename] + names:
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if name in _KEYWORDS:
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)


def _make_class(typename, names, field_defaults, module):
    count = len(names)
    new = tuple.__new__

    def __new__(cls, /, *args, **kwargs):
        if len(args) == count and not kwargs:
            return new(cls, args)
        return new(cls, bind_fields(f"{typename}.__new__", names, field_defaults, args, kwargs, 1))

    def _make(cls, iterable):
        values = tuple(iterable)
        if len(values) != count:
            raise TypeError(f"Expected {count} arguments, got {len(values)}")
        return new(cls, values)

    def _replace(self, /, **kwargs):
        values = [kwargs.pop(name, value) for name, value in zip(names, self)]
        if kwargs:
            raise ValueError(f"Got unexpected field names: {list(kwargs)!r}")
        return self._make(values)

    def _asdict(self):
        return dict(zip(names, self))

    def __repr__(self):
        return self.__class__.__name__ + "(" + ", ".join([f"{n}={v!r}" for n, v in zip(names, self)]) + ")"

    def __getnewargs__(self):
        return tuple(self)

    space = {
        "__doc__": f"{typename}({', '.join(names)})",
        "__slots__": (),
        "_fields": names,
        "_field_defaults": field_defaults,
        "__match_args__": names,
        "__new__": __new__,
        "_make": classmethod(_make),
        "_replace": _replace,
        "_asdict": _asdict,
        "__repr__": __repr__,
        "__getnewargs__": __getnewargs__,
    }
    for i, name in enumerate(names):
        space[name] = _field(i)
    cls = type(typename, (tuple,), space)
    cls.__module__ = module if module is not None else "__main__"
    return cls


def _field(i):
    return property(_records.field(_records.tuple_field, i), _read_only, _no_delete, f"Alias for field number {i}")


def _read_only(self, value):
    raise AttributeError("can't set attribute")


def _no_delete(self):
    raise AttributeError("can't delete attribute")


def bind_fields(function, names, defaults, args, kwargs, hidden):
    """The values of the fields, in order, from the arguments of a call. `hidden`: arguments before them (self, cls)."""
    count = len(names)
    if len(args) > count:
        takes = count + hidden
        least = takes - len(defaults)
        span = f"from {least} to {takes} positional arguments" if defaults else (
            f"{takes} positional argument{'s' if takes != 1 else ''}")
        given = len(args) + hidden
        raise TypeError(f"{function}() takes {span} but {given} {'was' if given == 1 else 'were'} given")
    values = list(args)
    missing = []
    for name in names[len(args):]:
        if name in kwargs:
            values.append(kwargs.pop(name))
        elif name in defaults:
            values.append(defaults[name])
        else:
            missing.append(name)
    for name in kwargs:
        if name in names:
            raise TypeError(f"{function}() got multiple values for argument {name!r}")
        raise TypeError(f"{function}() got an unexpected keyword argument {name!r}")
    if missing:
        quoted = [repr(name) for name in missing]
        if len(quoted) == 1:
            text = quoted[0]
        elif len(quoted) == 2:
            text = " and ".join(quoted)
        else:
            text = ", ".join(quoted[:-1]) + ", and " + quoted[-1]
        plural = "" if len(missing) == 1 else "s"
        raise TypeError(f"{function}() missing {len(missing)} required positional argument{plural}: {text}")
    return values
