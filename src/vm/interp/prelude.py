# Slow paths of the interpreter itself. The other half of `_prelude` follows this text.


def call(function, /, *args, **kwargs):
    return function(*args, **kwargs)


def call_collected(function, n, /, *args, **kwargs):
    args = list_of(args)
    args[n] = collect(args[n])
    return function(*args, **kwargs)


def list_of(items):
    return [*items]


def collect(iterable):
    return [item for item in iterable]


def take(iterable, n):
    taken = []
    if n > 0:
        for item in unpacked(iterable):
            taken.append(item)
            if len(taken) == n:
                break
    return taken


def unpacked(iterable):
    kind = type(iterable)
    if not hasattr(kind, '__iter__') and not hasattr(kind, '__getitem__'):
        raise TypeError('cannot unpack non-iterable ' + kind.__name__ + ' object')
    return iterable


def to_dict(mapping):
    made = {}
    for key in mapping.keys():
        made[key] = mapping[key]
    return made


def build_set(*items):
    made = set()
    for item in items:
        made.add(item)
    return made


def build_dict(*items):
    made = {}
    for n in range(0, len(items), 2):
        made[items[n]] = items[n + 1]
    return made


def set_add(into, item):
    into.add(item)


def set_update(into, items):
    for item in items:
        into.add(item)


def format_value(value, conversion, spec):
    if conversion == 's':
        value = str(value)
    elif conversion == 'r':
        value = repr(value)
    elif conversion == 'a':
        value = ascii(value)
    return format(value, spec)


def class_new(cls, /, *args, **kwargs):
    made = cls.__new__(cls, *args, **kwargs)
    if isinstance(made, cls):
        type(made).__init__(made, *args, **kwargs)
    return made


def close_generator(generator):
    try:
        generator.throw(GeneratorExit())
    except (GeneratorExit, StopIteration):
        return
    raise RuntimeError('generator ignored GeneratorExit')


def generator_throw(generator, kind, value=None):
    if value is None:
        exc = kind()
    elif isinstance(value, kind):
        exc = value
    else:
        exc = kind(value)
    return generator.throw(exc)


def getattribute_fallback(obj, name):
    kind = type(obj)
    try:
        return kind.__getattribute__(obj, name)
    except AttributeError:
        return kind.__getattr__(obj, name)


def getattr_default(obj, name, default):
    try:
        return getattr(obj, name)
    except AttributeError:
        return default


def hasattr(obj, name):
    try:
        getattr(obj, name)
    except AttributeError:
        return False
    return True


def build_class(name, bases, namespace, keywords):
    resolved = []
    for base in bases:
        if not isinstance(base, type):
            entries = getattr(base, '__mro_entries__', None)
            if entries is not None:
                resolved.extend(entries(bases))
                continue
            base = getattr(base, '__origin__', base)
        resolved.append(base)
    bases = tuple(resolved)
    meta = keywords.pop('metaclass', None)
    if meta is None:
        meta = type(bases[0]) if bases else type
    if isinstance(meta, type):
        for base in bases:
            theirs = type(base)
            if issubclass(meta, theirs):
                continue
            if issubclass(theirs, meta):
                meta = theirs
                continue
            raise TypeError('metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the '
                            'metaclasses of all its bases')
        if meta is type:
            return finish_class(type.__new__(type, name, bases, namespace), keywords)
    made = meta(name, bases, namespace, **keywords)
    return finish_class(made, {}) if isinstance(made, type) else made


def finish_class(cls, keywords):
    for name, value in list(vars(cls).items()):
        hook = getattr(type(value), '__set_name__', None)
        if hook is not None:
            hook(value, cls, name)
    super(cls, cls).__init_subclass__(**keywords)
    return cls


def type_call(cls, keywords, /, *args):
    return class_new(cls, *args, **(keywords or {}))


def payload_init(self, *args, **kwargs):
    if isinstance(self, list):
        list.clear(self)
        list.extend(self, *args)
    elif isinstance(self, dict):
        dict.update(self, *args, **kwargs)
    elif isinstance(self, set):
        set.clear(self)
        set.update(self, *args)


def payload_new(cls, *args, **kwargs):
    for base in cls.__mro__:
        if base in (int, float, str, bytes, tuple, frozenset):
            return base.__new__(cls, base(*args, **kwargs))
    return object.__new__(cls)


def native_eq(a, b):
    return op_eq(payload(a), payload(b))


def native_ne(a, b):
    return not op_eq(payload(a), payload(b))


def native_hash(value):
    return hash(payload(value))


def native_repr(value):
    return repr(payload(value))


def native_str(value):
    return repr(value)


def native_format(value, spec):
    return str(value)
