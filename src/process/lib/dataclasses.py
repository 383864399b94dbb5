"""Classes made from annotated fields."""

import _records
from collections._named import bind_fields


class FrozenInstanceError(AttributeError):
    pass


class _MissingType:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


MISSING = _MissingType()


class _KwOnlyType:
    pass


KW_ONLY = _KwOnlyType()
_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        return f"dataclasses.InitVar[{getattr(self.type, '__name__', self.type)}]"


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self._kind = "field"

    def __repr__(self):
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
                f"compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r})")


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


class _Params:
    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init, self.repr, self.eq, self.order = init, repr, eq, order
        self.unsafe_hash, self.frozen = unsafe_hash, frozen


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, _Params(init, repr, eq, order, unsafe_hash, frozen), match_args, kw_only)
    return wrap if cls is None else wrap(cls)


def _collect(cls, kw_only):
    """The fields of the class, those of its bases first."""
    fields = {}
    for base in reversed(type.mro(cls)[1:]):
        for name, known in base.__dict__.get(_FIELDS, {}).items():
            fields[name] = known
    after_marker = kw_only
    for name, kind in cls.__dict__.get("__annotations__", {}).items():
        if kind is KW_ONLY or kind in ("KW_ONLY", "dataclasses.KW_ONLY"):
            after_marker = True
            continue
        default = cls.__dict__.get(name, MISSING)
        if isinstance(default, Field):
            new = default
            if new.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, new.default)
        else:
            new = field(default=default)
        new.name, new.type = name, kind
        if _is_marked(kind, "ClassVar"):
            continue
        if isinstance(kind, InitVar) or kind is InitVar or _is_marked(kind, "InitVar"):
            new._kind = "initvar"
        if new.kw_only is MISSING:
            new.kw_only = after_marker
        _check_default(new)
        fields[name] = new
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls.__dict__.get("__annotations__", {}):
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return fields


def _is_marked(kind, name):
    if isinstance(kind, str):
        return kind.startswith(name) or kind.startswith("typing." + name)
    return name == "ClassVar" and repr(kind).startswith("typing.ClassVar")


def _check_default(new):
    if new._kind == "field" and isinstance(new.default, (list, dict, set, bytearray)) or (
            new.default is not MISSING and type(new.default).__hash__ is None):
        raise ValueError(f"mutable default {type(new.default)} for field {new.name} is not allowed: use default_factory")


def _process(cls, params, match_args, kw_only):
    fields = _collect(cls, kw_only)
    setattr(cls, _FIELDS, fields)
    setattr(cls, _PARAMS, params)
    _check_frozen(cls, params)
    own = cls.__dict__
    values = [f for f in fields.values() if f._kind == "field"]
    if params.init:
        cls.__init__ = _make_init(cls, fields, params.frozen)
    if params.repr and "__repr__" not in own:
        cls.__repr__ = _make_repr([f.name for f in values if f.repr])
    compared = [f.name for f in values if f.compare]
    if params.eq and "__eq__" not in own:
        cls.__eq__ = _make_eq(compared)
    if params.order:
        if not params.eq:
            raise ValueError("eq must be true if order is true")
        _add_order(cls, compared)
    if params.frozen:
        _freeze(cls, fields)
    _set_hash(cls, params, [f.name for f in values if (f.compare if f.hash is None else f.hash)])
    if match_args and "__match_args__" not in own:
        cls.__match_args__ = tuple([f.name for f in fields.values() if f.init and not f.kw_only])
    return cls


def _check_frozen(cls, params):
    for base in type.mro(cls)[1:]:
        known = base.__dict__.get(_PARAMS)
        if known is not None:
            if known.frozen and not params.frozen:
                raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
            if params.frozen and not known.frozen:
                raise TypeError("cannot inherit frozen dataclass from a non-frozen one")


def _make_init(cls, fields, frozen):
    taken = [f for f in fields.values() if f.init and not f.kw_only]
    keyword = [f for f in fields.values() if f.init and f.kw_only]
    seen_default = False
    for f in taken:
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = True
        elif seen_default:
            raise TypeError(f"non-default argument {f.name!r} follows default argument")
    names = tuple([f.name for f in taken])
    defaults = {f.name: MISSING if f.default is MISSING else f.default for f in taken
                if f.default is not MISSING or f.default_factory is not MISSING}
    late = [f for f in fields.values() if f._kind == "field" and not f.init and f.default_factory is not MISSING]
    special = [f for f in fields.values() if f.default_factory is not MISSING]
    passed = [f.name for f in fields.values() if f._kind == "initvar"]
    post = hasattr(cls, "__post_init__")
    simple = not keyword and not special and not passed and not late
    count = len(names)
    function = f"{cls.__qualname__}.__init__"
    fill = _records.fill
    put = object.__setattr__ if frozen else setattr

    def finish(self, values):
        given = {}
        for f in fields.values():
            if f.name in values:
                value = values[f.name]
                if value is MISSING:
                    value = f.default_factory()
            elif f.default_factory is not MISSING and f._kind == "field":
                value = f.default_factory()
            else:
                continue
            if f._kind == "initvar":
                given[f.name] = value
            else:
                put(self, f.name, value)
        if post:
            self.__post_init__(*[given[name] for name in passed])

    def keywords_of(kwargs):
        values = {}
        missing = []
        for f in keyword:
            if f.name in kwargs:
                values[f.name] = kwargs.pop(f.name)
            elif f.default is not MISSING:
                values[f.name] = f.default
            elif f.default_factory is not MISSING:
                values[f.name] = MISSING
            else:
                missing.append(f.name)
        return values, missing

    def __init__(self, /, *args, **kwargs):
        if simple and len(args) == count and not kwargs:
            if frozen or not fill(self, names, args):
                for name, value in zip(names, args):
                    put(self, name, value)
            if post:
                self.__post_init__()
            return
        values, missing = keywords_of(kwargs) if keyword else ({}, None)
        values.update(zip(names, bind_fields(function, names, defaults, args, kwargs, 1)))
        if missing:
            plural = "" if len(missing) == 1 else "s"
            quoted = " and ".join([repr(name) for name in missing])
            raise TypeError(f"{function}() missing {len(missing)} required keyword-only argument{plural}: {quoted}")
        finish(self, values)

    __init__.__qualname__ = function
    return __init__


def _make_repr(names):
    inside = set()

    def __repr__(self):
        key = id(self)
        if key in inside:
            return "..."
        inside.add(key)
        try:
            parts = [f"{name}={getattr(self, name)!r}" for name in names]
            return f"{self.__class__.__qualname__}({', '.join(parts)})"
        finally:
            inside.discard(key)
    return __repr__


def _values(names):
    if len(names) == 1:
        name = names[0]
        return lambda self: (getattr(self, name),)
    return lambda self: tuple([getattr(self, name) for name in names])


def _make_eq(names):
    values = _values(names)

    def __eq__(self, other):
        if other.__class__ is self.__class__:
            return values(self) == values(other)
        return NotImplemented
    return __eq__


def _add_order(cls, names):
    values = _values(names)

    def __lt__(self, other):
        return values(self) < values(other) if other.__class__ is self.__class__ else NotImplemented

    def __le__(self, other):
        return values(self) <= values(other) if other.__class__ is self.__class__ else NotImplemented

    def __gt__(self, other):
        return values(self) > values(other) if other.__class__ is self.__class__ else NotImplemented

    def __ge__(self, other):
        return values(self) >= values(other) if other.__class__ is self.__class__ else NotImplemented

    for function in (__lt__, __le__, __gt__, __ge__):
        if function.__name__ in cls.__dict__:
            raise TypeError(f"Cannot overwrite attribute {function.__name__} in class {cls.__name__}. "
                            "Consider using functools.total_ordering")
        setattr(cls, function.__name__, function)


def _freeze(cls, fields):
    def __setattr__(self, name, value):
        if type(self) is cls or name in fields:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in fields:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    for function in (__setattr__, __delattr__):
        if function.__name__ in cls.__dict__:
            raise TypeError(f"Cannot overwrite attribute {function.__name__} in class {cls.__name__}")
        setattr(cls, function.__name__, function)


def _set_hash(cls, params, names):
    explicit = "__hash__" in cls.__dict__ and cls.__dict__["__hash__"] is not None
    if params.unsafe_hash or (params.eq and params.frozen and not explicit):
        values = _values(names)
        cls.__hash__ = lambda self: hash(values(self))
    elif params.eq and not explicit:
        cls.__hash__ = None


def fields(class_or_instance):
    known = getattr(class_or_instance, _FIELDS, None)
    if known is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple([f for f in known.values() if f._kind == "field"])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _inner(obj, lambda o: dict_factory([(f.name, asdict_value(getattr(o, f.name), dict_factory)) for f in fields(o)]))


def asdict_value(value, dict_factory):
    return _inner(value, lambda o: dict_factory([(f.name, asdict_value(getattr(o, f.name), dict_factory)) for f in fields(o)]))


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")

    def convert(o):
        return tuple_factory([_inner(getattr(o, f.name), convert) for f in fields(o)])
    return convert(obj)


def _inner(value, convert):
    if _is_instance(value):
        return convert(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[_inner(item, convert) for item in value])
    if isinstance(value, (list, tuple)):
        return type(value)([_inner(item, convert) for item in value])
    if isinstance(value, dict):
        return type(value)([(_inner(k, convert), _inner(v, convert)) for k, v in value.items()])
    from copy import deepcopy
    return deepcopy(value)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in getattr(obj, _FIELDS).values():
        if not f.init:
            if f.name in changes:
                raise ValueError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._kind == "initvar" and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    annotations = {}
    space = {} if namespace is None else dict(namespace)
    for item in fields:
        if isinstance(item, str):
            annotations[item] = "typing.Any"
        else:
            annotations[item[0]] = item[1]
            if len(item) == 3:
                space[item[0]] = item[2]
    space["__annotations__"] = annotations
    cls = type(cls_name, tuple(bases), space)
    cls.__module__ = "types"
    return dataclass(cls, **options)
