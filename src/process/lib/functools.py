"""Functions on functions."""

from _sync import RLock as _RLock

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)
_MISSING = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _MISSING)
        if value is not _MISSING:
            try:
                setattr(wrapper, name, value)
            except (AttributeError, TypeError):
                pass
    for name in updated:
        for key, value in dict(getattr(wrapped, name, {})).items():
            setattr(wrapper, key, value)
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)
    return decorate


def reduce(function, sequence, initial=_MISSING, /):
    items = iter(sequence)
    if initial is _MISSING:
        initial = next(items, _MISSING)
        if initial is _MISSING:
            raise TypeError("reduce() of empty iterable with no initial value")
    for item in items:
        initial = function(initial, item)
    return initial


class partial:
    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        self = object.__new__(cls)
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __init__(self, func, /, *args, **keywords):
        pass

    def __call__(self, /, *args, **keywords):
        if keywords or self.keywords:
            return self.func(*self.args, *args, **{**self.keywords, **keywords})
        return self.func(*self.args, *args)

    def __reduce__(self):
        state = {name: value for name, value in self.__dict__.items() if name not in ("func", "args", "keywords")}
        return type(self), (self.func,), (self.func, self.args, self.keywords, state or None)

    def __setstate__(self, state):
        self.func, self.args, self.keywords, more = state
        self.__dict__.update(more or {})

    def __repr__(self):
        parts = [repr(self.func)] + [repr(a) for a in self.args] + [f"{k}={v!r}" for k, v in self.keywords.items()]
        return f"functools.partial({', '.join(parts)})"


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        func = self.func
        if hasattr(func, "__get__"):
            func = func.__get__(obj, cls)
            return partial(func, *self.args, **self.keywords)
        return partial(func, obj, *self.args, **self.keywords)


class _Key:
    """An item that compares through a function."""

    __slots__ = ("obj", "compare")

    def __init__(self, obj, compare):
        self.obj = obj
        self.compare = compare

    def __lt__(self, other):
        return self.compare(self.obj, other.obj) < 0

    def __gt__(self, other):
        return self.compare(self.obj, other.obj) > 0

    def __eq__(self, other):
        return self.compare(self.obj, other.obj) == 0

    def __le__(self, other):
        return self.compare(self.obj, other.obj) <= 0

    def __ge__(self, other):
        return self.compare(self.obj, other.obj) >= 0

    __hash__ = None


def cmp_to_key(mycmp):
    return lambda obj: _Key(obj, mycmp)


# Caches.

class _CacheInfo(tuple):
    _fields = ("hits", "misses", "maxsize", "currsize")
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return f"CacheInfo(hits={self[0]}, misses={self[1]}, maxsize={self[2]}, currsize={self[3]})"


class _Keywords:
    """Separates positional from keyword arguments in a key."""


def _key_of(args, kwargs, typed):
    if kwargs:
        key = (*args, _Keywords)
        for item in kwargs.items():
            key += item
    elif len(args) == 1 and not typed and type(args[0]) in (int, str):
        return args[0]
    else:
        key = args
    if typed:
        key = (*key, *[type(a) for a in args], *[type(a) for a in kwargs.values()])
    return key


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, False)
    if maxsize is not None and not isinstance(maxsize, int):
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _cached(function, None if maxsize is None else max(maxsize, 0), typed)


def cache(user_function, /):
    return _cached(user_function, None, False)


def _cached(function, maxsize, typed):
    known = {}
    hits = misses = 0
    get = known.get
    miss = _MISSING

    @_atomic
    def look(key):
        nonlocal hits, misses
        result = get(key, miss)
        if result is miss:
            misses += 1
        else:
            hits += 1
            if maxsize is not None:
                del known[key]
                known[key] = result
        return result

    @_atomic
    def keep(key, result):
        if maxsize is not None and len(known) >= maxsize and key not in known:
            del known[next(iter(known))]
        known[key] = result

    def wrapper(*args, **kwargs):
        key = _key_of(args, kwargs, typed)
        result = look(key)
        if result is miss:
            result = function(*args, **kwargs)
            if maxsize != 0:
                keep(key, result)
        return result

    if maxsize is None and not typed:
        def wrapper(*args, **kwargs):
            nonlocal hits, misses
            key = args if not kwargs else _key_of(args, kwargs, False)
            result = get(key, miss)
            if result is not miss:
                hits += 1
                return result
            misses += 1
            result = known[key] = function(*args, **kwargs)
            return result

    def cache_info():
        return _CacheInfo((hits, misses, maxsize, len(known)))

    def cache_clear():
        nonlocal hits, misses
        hits = misses = 0
        known.clear()

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.lock = _RLock()

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        attrs = instance.__dict__
        value = attrs.get(self.attrname, _MISSING)
        if value is _MISSING:
            with self.lock:
                value = attrs.get(self.attrname, _MISSING)
                if value is _MISSING:
                    value = self.func(instance)
                    attrs[self.attrname] = value
        return value


def total_ordering(cls):
    """Adds the order methods that are missing, from the one that is there."""
    roots = [op for op in ("__lt__", "__le__", "__gt__", "__ge__")
             if getattr(cls, op, None) is not getattr(object, op, None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots)
    for name, function in _ORDER[root].items():
        if name not in roots:
            setattr(cls, name, function)
    return cls


def _derived(name, rule):
    def method(self, other):
        return rule(self, other)
    method.__name__ = name
    return method


def _or_equal(op, want):
    def rule(self, other):
        result = getattr(type(self), op)(self, other)
        if result is NotImplemented:
            return result
        return bool(result) or self == other if want else not result and self != other
    return rule


def _negated(op):
    def rule(self, other):
        result = getattr(type(self), op)(self, other)
        return result if result is NotImplemented else not result
    return rule


def _and_not_equal(op):
    def rule(self, other):
        result = getattr(type(self), op)(self, other)
        return result if result is NotImplemented else bool(result) and self != other
    return rule


def _negated_or_equal(op):
    def rule(self, other):
        result = getattr(type(self), op)(self, other)
        return result if result is NotImplemented else not result or self == other
    return rule


def _order_table():
    table = {}
    for root, same, opposite, other in (("__lt__", "__le__", "__gt__", "__ge__"), ("__gt__", "__ge__", "__lt__", "__le__")):
        table[root] = {opposite: _derived(opposite, _or_equal(root, False)), same: _derived(same, _or_equal(root, True)),
                       other: _derived(other, _negated(root))}
    for root, strict, opposite, other in (("__le__", "__lt__", "__ge__", "__gt__"), ("__ge__", "__gt__", "__le__", "__lt__")):
        table[root] = {opposite: _derived(opposite, _negated_or_equal(root)),
                       strict: _derived(strict, _and_not_equal(root)), other: _derived(other, _negated(root))}
    return table


_ORDER = _order_table()


# Dispatch on the type of the first argument.

def singledispatch(func):
    registry = {object: func}

    def dispatch(cls):
        for base in type.mro(cls):
            if base in registry:
                return registry[base]
        for base, implementation in registry.items():
            if base is not object and issubclass(cls, base):
                return implementation
        return func

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type):
                return lambda f: register(cls, f)
            func = cls
            annotations = getattr(func, "__annotations__", {})
            if not annotations:
                raise TypeError(f"Invalid first argument to `register()`: {func!r}. Use either `@register(some_class)` "
                                "or plain `@register` on an annotated function.")
            cls = next(iter(annotations.values()))
        registry[cls] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{func.__name__} requires at least 1 positional argument")
        return dispatch(type(args[0]))(*args, **kw)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            return self.dispatcher.dispatch(type(args[0])).__get__(obj, cls)(*args, **kwargs)
        return update_wrapper(method, self.func)
