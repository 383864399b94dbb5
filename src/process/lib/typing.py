"""Names for annotations. They can be subscripted, combined and shown; nothing is checked."""

import collections
import collections.abc

TYPE_CHECKING = False


def _shown(kind):
    if kind is ...:
        return "..."
    if kind is None:
        return "NoneType"
    if isinstance(kind, type) and not isinstance(kind, _Special):
        if kind.__module__ in ("builtins", "__main__") and kind.__module__ == "builtins":
            return kind.__qualname__
        return f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(kind, list):
        return "[" + ", ".join([_shown(k) for k in kind]) + "]"
    return repr(kind)


class _Special:
    """A name of this module, subscripted or not."""

    def __init__(self, name, origin=None, args=None):
        self._name = name
        self.__origin__ = origin
        self.__args__ = () if args is None else args
        self._subscripted = args is not None

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if self._name == "Union":
            return _union(params)
        if self._name == "Optional":
            return _union((params[0], type(None)))
        if self._name == "Literal":
            return _Special("Literal", Literal, params)
        params = tuple([type(None) if p is None else p for p in params])
        return _Special(self._name, self if self.__origin__ is None else self.__origin__, params)

    def __call__(self, *args, **kwargs):
        origin = self.__origin__
        if isinstance(origin, type):
            return origin(*args, **kwargs)
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if isinstance(origin, type):
            return (origin,)
        return (Generic,) if self._name in ("Generic", "Protocol") else ()

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __eq__(self, other):
        if not isinstance(other, _Special):
            return NotImplemented
        if self._name == "Union" and other._name == "Union":
            return set(self.__args__) == set(other.__args__)
        return self._name == other._name and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self._name, self.__args__ if self._name != "Union" else frozenset(self.__args__)))

    def __instancecheck__(self, instance):
        if self._name == "Union":
            return isinstance(instance, self.__args__)
        if self._subscripted:
            raise TypeError("Subscripted generics cannot be used with class and instance checks")
        return isinstance(instance, self.__origin__)

    def __repr__(self):
        if not self._subscripted:
            return f"typing.{self._name}"
        args = self.__args__
        if self._name == "Union" and len(args) == 2 and type(None) in args:
            return f"typing.Optional[{_shown(args[0] if args[1] is type(None) else args[1])}]"
        if self._name == "Literal":
            return f"typing.Literal[{', '.join([repr(a) for a in args])}]"
        inside = ", ".join([_shown(a) for a in args]) if args else "()"
        return f"typing.{self._name}[{inside}]"


def _union(params):
    flat = []
    for p in params:
        if p is None:
            p = type(None)
        for part in p.__args__ if isinstance(p, _Special) and p._name == "Union" and p._subscripted else (p,):
            if part not in flat:
                flat.append(part)
    if len(flat) == 1:
        return flat[0]
    return _Special("Union", Union, tuple(flat))


class _AnyMeta(type):
    def __repr__(cls):
        return "typing.Any" if cls is Any else type.__repr__(cls)


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


Union = _Special("Union")
Optional = _Special("Optional")
Literal = _Special("Literal")
ClassVar = _Special("ClassVar")
Final = _Special("Final")
Annotated = _Special("Annotated")
Concatenate = _Special("Concatenate")
TypeGuard = _Special("TypeGuard")
Required = _Special("Required")
NotRequired = _Special("NotRequired")
Unpack = _Special("Unpack")
NoReturn = _Special("NoReturn")
Never = _Special("Never")
Self = _Special("Self")
LiteralString = _Special("LiteralString")
TypeAlias = _Special("TypeAlias")
List = _Special("List", list)
Dict = _Special("Dict", dict)
Set = _Special("Set", set)
FrozenSet = _Special("FrozenSet", frozenset)
Tuple = _Special("Tuple", tuple)
Type = _Special("Type", type)
Deque = _Special("Deque", collections.deque)
DefaultDict = _Special("DefaultDict", collections.defaultdict)
OrderedDict = _Special("OrderedDict", collections.OrderedDict)
Counter = _Special("Counter", collections.Counter)
Callable = _Special("Callable", collections.abc.Callable)
Iterable = _Special("Iterable", collections.abc.Iterable)
Iterator = _Special("Iterator", collections.abc.Iterator)
Generator = _Special("Generator", collections.abc.Generator)
Sequence = _Special("Sequence", collections.abc.Sequence)
MutableSequence = _Special("MutableSequence", collections.abc.MutableSequence)
Mapping = _Special("Mapping", collections.abc.Mapping)
MutableMapping = _Special("MutableMapping", collections.abc.MutableMapping)
AbstractSet = _Special("AbstractSet", collections.abc.Set)
MutableSet = _Special("MutableSet", collections.abc.MutableSet)
Collection = _Special("Collection", collections.abc.Collection)
Container = _Special("Container", collections.abc.Container)
Sized = _Special("Sized", collections.abc.Sized)
Hashable = _Special("Hashable", collections.abc.Hashable)
Reversible = _Special("Reversible", collections.abc.Reversible)
Awaitable = _Special("Awaitable", collections.abc.Awaitable)
Coroutine = _Special("Coroutine", collections.abc.Coroutine)
AsyncIterator = _Special("AsyncIterator")
AsyncIterable = _Special("AsyncIterable")
AsyncGenerator = _Special("AsyncGenerator")
ContextManager = _Special("ContextManager")
AsyncContextManager = _Special("AsyncContextManager")
Pattern = _Special("Pattern")
Match = _Special("Match")
IO = _Special("IO")
TextIO = _Special("TextIO")
BinaryIO = _Special("BinaryIO")
Text = str


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__


class ParamSpec(TypeVar):
    def __init__(self, name, **options):
        TypeVar.__init__(self, name, **options)
        self.args = f"{name}.args"
        self.kwargs = f"{name}.kwargs"


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield self


AnyStr = TypeVar("AnyStr", bytes, str)


class _GenericAlias:
    """A generic class of a program, subscripted: what is asked of it is asked of the class."""

    def __init__(self, origin, args):
        self.__origin__ = origin
        self.__args__ = args

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __getitem__(self, params):
        return _GenericAlias(self.__origin__, params if isinstance(params, tuple) else (params,))

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ is other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((id(self.__origin__), self.__args__))

    def __repr__(self):
        name = _shown(self.__origin__)
        return f"{name}[{', '.join([_shown(a) for a in self.__args__])}]"


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, params):
        return _GenericAlias(cls, params if isinstance(params, tuple) else (params,))


class Protocol(Generic):
    __slots__ = ()


class SupportsInt(Protocol):
    pass


class SupportsFloat(Protocol):
    pass


class SupportsIndex(Protocol):
    pass


class SupportsAbs(Protocol):
    pass


class SupportsRound(Protocol):
    pass


class _NamedTupleMeta(type):
    def __new__(metacls, name, bases, namespace):
        if not bases:
            return type.__new__(metacls, name, bases, namespace)
        kinds = namespace.get("__annotations__", {})
        defaults = []
        for field in kinds:
            if field in namespace:
                defaults.append(namespace[field])
            elif defaults:
                raise TypeError(f"non-default namedtuple field {field} cannot follow default field "
                                f"{list(kinds)[list(kinds).index(field) - 1]}")
        cls = collections.namedtuple(name, list(kinds), defaults=defaults, module=namespace.get("__module__", "__main__"))
        cls.__annotations__ = dict(kinds)
        for key, value in namespace.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_make", "_replace", "_asdict"):
                if key != "__slots__":
                    raise AttributeError(f"Cannot overwrite NamedTuple attribute {key}")
            elif key not in kinds and key not in ("__module__", "__qualname__", "__annotations__", "__classcell__"):
                setattr(cls, key, value)
        return cls


class _NamedTupleBase(metaclass=_NamedTupleMeta):
    pass


class _NamedTuple:
    def __call__(self, typename, fields=None, /, **kwargs):
        items = list(kwargs.items()) if fields is None else list(fields)
        cls = collections.namedtuple(typename, [name for name, _ in items])
        cls.__annotations__ = dict(items)
        return cls

    def __mro_entries__(self, bases):
        return (_NamedTupleBase,)

    def __repr__(self):
        return "<function NamedTuple>"


NamedTuple = _NamedTuple()


class _TypedDictMeta(type):
    def __new__(metacls, name, bases, namespace, total=True):
        kinds = {}
        for base in bases:
            kinds.update(getattr(base, "__annotations__", {}))
        kinds.update(namespace.get("__annotations__", {}))
        cls = type.__new__(metacls, name, (dict,), namespace)
        cls.__annotations__ = kinds
        cls.__total__ = total
        cls.__required_keys__ = frozenset(kinds) if total else frozenset()
        cls.__optional_keys__ = frozenset() if total else frozenset(kinds)
        return cls

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")


class _TypedDictBase(metaclass=_TypedDictMeta):
    pass


class _TypedDict:
    def __call__(self, typename, fields=None, /, *, total=True, **kwargs):
        return _TypedDictMeta(typename, (), {"__annotations__": dict(fields or kwargs)}, total=total)

    def __mro_entries__(self, bases):
        return (_TypedDictBase,)


TypedDict = _TypedDict()


class NewType:
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = "__main__"

    def __call__(self, x):
        return x

    def __or__(self, other):
        return _union((self, other))

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"


class ForwardRef:
    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


def cast(typ, val):
    return val


def overload(func):
    def missing(*args, **kwds):
        raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated "
                                  "functions outside a stub module should always be followed by an implementation "
                                  "that is not @overload-ed.")
    return missing


def final(f):
    return f


def no_type_check(arg):
    return arg


def runtime_checkable(cls):
    return cls


def override(method):
    return method


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    import sys
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    if isinstance(obj, type):
        for base in reversed(type.mro(obj)):
            hints.update(base.__dict__.get("__annotations__", {}))
        return hints
    return dict(getattr(obj, "__annotations__", {}))


def get_origin(tp):
    return getattr(tp, "__origin__", None)


def get_args(tp):
    return getattr(tp, "__args__", ())


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def dataclass_transform(**kwargs):
    return lambda cls: cls
