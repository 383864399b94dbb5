"""Enumerations."""

_auto_null = object()


class auto:
    """A value to be chosen by `_generate_next_value_`; can be combined by `|` in the class body."""

    def __init__(self, value=_auto_null):
        self.value = value
        self._parts = None

    def __repr__(self):
        return "auto(%r)" % (self.value,)

    def _combined(self, other):
        new = auto()
        new._parts = (self, other)
        return new

    __or__ = _combined
    __ror__ = _combined


class member:
    def __init__(self, value):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


property = property


def _is_descriptor(value):
    cls = type(value)
    return hasattr(cls, "__get__") or hasattr(cls, "__set__") or hasattr(cls, "__delete__")


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_member(cls_name, name, value):
    if _is_dunder(name) or _is_sunder(name) or name.startswith(f"_{cls_name}__"):
        return False
    if isinstance(value, member):
        return True
    return not isinstance(value, nonmember) and not _is_descriptor(value) and not _is_function(value)


def _is_function(value):
    return type(value).__name__ in ("function", "builtin_function_or_method", "classmethod", "staticmethod", "property")


class EnumType(type):
    def __new__(metacls, name, bases, namespace, /, *, boundary=None, _simple=False, **kwds):
        if not bases or not any(isinstance(base, EnumType) for base in bases):
            cls = type.__new__(metacls, name, bases, namespace)
            cls._member_map_ = {}
            cls._value2member_map_ = {}
            cls._member_names_ = []
            cls._member_type_ = object
            return cls
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f"<enum {name!r}> cannot extend {base!r}")
        ignored = namespace.get("_ignore_", ())
        if isinstance(ignored, str):
            ignored = ignored.replace(",", " ").split()
        members = {}
        rest = {}
        for key, value in namespace.items():
            if key in ignored or key == "_ignore_":
                continue
            if _is_member(name, key, value):
                members[key] = value.value if isinstance(value, member) else value
            else:
                rest[key] = value.value if isinstance(value, nonmember) else value
        data_type = _data_type(bases)
        own_new = rest.pop("__new__", None)
        cls = type.__new__(metacls, name, bases, rest, **kwds)
        cls._member_map_ = {}
        cls._value2member_map_ = {}
        cls._unhashable_ = []
        cls._member_names_ = []
        cls._member_type_ = data_type
        if data_type is not object and not any("__repr__" in base.__dict__ for base in [cls] if base is not Enum):
            _inherit_texts(cls, bases, data_type)
        if own_new is None:
            for base in bases:
                own_new = getattr(base, "_make_member_", None) or own_new
        if own_new is not None:
            cls._make_member_ = own_new if isinstance(own_new, staticmethod) else staticmethod(own_new)
        _fill(cls, members, data_type, own_new)
        return cls

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return _look_up(cls, value)
        return _functional(cls, value, names, module, type, start)

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, item):
        if not isinstance(item, Enum):
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'" %
                            (type(item).__qualname__, cls.__class__.__qualname__))
        return isinstance(item, cls) and item._name_ in cls._member_map_

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __getattr__(cls, name):
        raise AttributeError(name)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        type.__setattr__(cls, name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        type.__delattr__(cls, name)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return f"<flag {cls.__name__!r}>"
        return f"<enum {cls.__name__!r}>"

    @property
    def __members__(cls):
        return dict(cls._member_map_)

    def __dir__(cls):
        return ["__class__", "__doc__", "__members__", "__module__"] + cls._member_names_


EnumMeta = EnumType
Enum = Flag = None


def _data_type(bases):
    for base in bases:
        for cls in type.mro(base):
            if cls is object or isinstance(cls, EnumType):
                continue
            if cls in (int, str, float, bytes, tuple, bool):
                return cls
    return object


def _inherit_texts(cls, bases, data_type):
    """A mixed-in type gives `format()`; str and repr are Enum's unless the class says otherwise."""
    if any(isinstance(base, EnumType) and base._member_type_ is not object for base in bases):
        return
    if "__str__" not in cls.__dict__:
        cls.__str__ = Enum.__str__
    if "__repr__" not in cls.__dict__:
        cls.__repr__ = Enum.__repr__
    if "__format__" not in cls.__dict__:
        cls.__format__ = Enum.__format__


def _resolve(cls, name, value, last_values):
    if isinstance(value, auto):
        if value._parts is not None:
            result = 0
            for part in value._parts:
                result = result | _resolve(cls, name, part, last_values)
            return result
        if value.value is _auto_null:
            value.value = cls._generate_next_value_(name, 1, len(last_values), list(last_values))
        return value.value
    if isinstance(value, tuple) and any(isinstance(part, auto) for part in value):
        return tuple([_resolve(cls, name, part, last_values) for part in value])
    return value


def _fill(cls, members, data_type, own_new):
    last_values = []
    for name, value in members.items():
        if name == "mro":
            raise ValueError("invalid enum member name(s) 'mro'")
        value = _resolve(cls, name, value, last_values)
        last_values.append(value)
        args = value if isinstance(value, tuple) else (value,)
        if own_new is not None:
            instance = cls._make_member_(cls, *args)
            if "_value_" not in instance.__dict__:
                instance._value_ = value if data_type is object else data_type(*args)
        elif data_type is object:
            instance = object.__new__(cls)
            instance._value_ = value
        else:
            instance = data_type.__new__(cls, *args)
            instance._value_ = value if data_type is tuple else data_type(*args)
        value = instance._value_
        known = _known(cls, value)
        if known is not None:
            cls._member_map_[name] = known      # another name of the same member
            type.__setattr__(cls, name, known)
            continue
        instance._name_ = name
        instance.__objclass__ = cls
        instance._sort_order_ = len(cls._member_names_)
        if cls.__init__ is not Enum.__init__:
            instance.__init__(*args)
        if Flag is not None and issubclass(cls, Flag) and isinstance(value, int) and not _single_bit(value):
            pass        # a combination, or no bit at all: has a name but is not iterated over
        else:
            cls._member_names_.append(name)
        cls._member_map_[name] = instance
        type.__setattr__(cls, name, instance)
        try:
            cls._value2member_map_[value] = instance
        except TypeError:
            cls._unhashable_.append(instance)


def _known(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for instance in cls._unhashable_:
            if instance._value_ == value:
                return instance
    return None


def _look_up(cls, value):
    if type(value) is cls:
        return value
    found = _known(cls, value)
    if found is not None:
        return found
    result = cls._missing_(value)
    if isinstance(result, cls):
        return result
    if result is None:
        raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
    raise TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")


def _functional(cls, class_name, names, module, mixin, start):
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    namespace = {}
    values = []
    for i, item in enumerate(names):
        if isinstance(item, str):
            name, value = item, cls._generate_next_value_(item, start, i, values[:])
        else:
            name, value = item
        if isinstance(names, dict):
            value = names[name]
        values.append(value)
        namespace[name] = value
    new = type(cls)(class_name, (cls,) if mixin is None else (mixin, cls), namespace)
    new.__module__ = module if module is not None else "__main__"
    return new


class Enum(metaclass=EnumType):
    def __init__(self, *args, **kwds):
        pass

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        for last in reversed(last_values):
            if isinstance(last, int):
                return max([v for v in last_values if isinstance(v, int)]) + 1
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str(self).__format__(format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __dir__(self):
        return ["__class__", "__doc__", "__module__", "name", "value"]


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    def __str__(self):
        return int.__repr__(self)

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __format__(self, format_spec):
        return int(self).__format__(format_spec)

    def __hash__(self):
        return hash(self._value_)


class StrEnum(str, ReprEnum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return str.__str__(self._value_)

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __format__(self, format_spec):
        return self._value_.__format__(format_spec)

    def __hash__(self):
        return hash(self._value_)


def _single_bit(value):
    return value > 0 and value & (value - 1) == 0


class Flag(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        return 1 << max(last_values).bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        every = 0
        for m in cls._member_map_.values():
            every |= m._value_
        if value < 0:
            value = every & value
            found = cls._value2member_map_.get(value)
            if found is not None:
                return found
        if value & ~every and not issubclass(cls, int):
            width = max(value.bit_length(), every.bit_length())
            raise ValueError(f"{cls!r} invalid value {value}\n    given {_bits(value, width)}\n  allowed {_bits(every, width)}")
        new = int.__new__(cls, value) if issubclass(cls, int) else object.__new__(cls)
        new._value_ = value
        new.__objclass__ = cls
        new._name_ = "|".join([m._name_ for m in cls if m._value_ & value]) or None
        unknown = value & ~every
        if unknown and new._name_:
            new._name_ += f"|{unknown}"
        cls._value2member_map_[value] = new
        return new

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if isinstance(self, int) and isinstance(other, int):
            return int(other)
        return None

    def __or__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ ^ value)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        every = 0
        for m in self.__class__._member_map_.values():
            every |= m._value_
        return self.__class__(every & ~self._value_)

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'" %
                            (type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return iter([m for m in self.__class__ if m._value_ & self._value_])

    def __len__(self):
        return bin(self._value_).count("1")

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        name = self.__class__.__name__
        return f"<{name}: {self._value_}>" if self._name_ is None else f"<{name}.{self._name_}: {self._value_}>"

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_})" if self._name_ is None else f"{name}.{self._name_}"

    def __hash__(self):
        return hash(self._value_)


def _bits(value, width):
    text = bin(value)[2:]
    return "0b0 " + "0" * (width - len(text)) + text


class IntFlag(int, Flag):
    # Before those of int.
    __or__, __ror__, __and__, __rand__ = Flag.__or__, Flag.__ror__, Flag.__and__, Flag.__rand__
    __xor__, __rxor__, __invert__, __repr__ = Flag.__xor__, Flag.__rxor__, Flag.__invert__, Flag.__repr__

    def __str__(self):
        return int.__repr__(self)

    def __format__(self, format_spec):
        return int(self).__format__(format_spec)

    def __hash__(self):
        return hash(self._value_)


KEEP, STRICT, CONFORM, EJECT = "keep", "strict", "conform", "eject"
CONTINUOUS, NAMED_FLAGS, UNIQUE = "no skipped integer values", "multi-flag aliases may not contain unnamed flags", "one name per value"


def unique(enumeration):
    aliases = [(name, m._name_) for name, m in enumeration._member_map_.items() if name != m._name_]
    if aliases:
        text = ", ".join([f"{alias} -> {name}" for alias, name in aliases])
        raise ValueError(f"duplicate values found in {enumeration!r}: {text}")
    return enumeration


def verify(*checks):
    return lambda cls: cls


def global_enum(cls):
    return cls
