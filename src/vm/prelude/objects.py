# ---- files and streams -----------------------------------------------------------------------------------------------


def print(*values, sep=None, end=None, file=None, flush=False):
    if file is None:
        import sys
        file = sys.stdout
        if file is None:
            return
    texts = [str(value) for value in values]
    if _vm.is_file(file):
        _print(*texts, sep=sep, end=end, file=file, flush=flush)
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
    try:
        sys.stdout.flush()
    except Exception:
        pass
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


def unsupported_operation(words):
    import io
    raise io.UnsupportedOperation(words)


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


def object_reduce(obj):
    """`object.__reduce__(obj)`."""
    import copyreg
    return copyreg._default_reduce(obj, 0)


def object_reduce_ex(obj, protocol):
    """`object.__reduce_ex__(obj, protocol)`."""
    import copyreg
    return copyreg._object_reduce_ex(obj, protocol)


def object_getstate(obj):
    """`object.__getstate__(obj)`."""
    import copyreg
    return copyreg._default_state(obj)


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
        if entries is not None:
            resolved.extend(entries(bases))
        elif _isinstance(base, type):
            resolved.append(base)
        else:
            resolved.append(_getattr(base, "__origin__", base))
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
