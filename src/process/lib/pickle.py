"""Objects as bytes, and back. The format is written and read in Rust (`_pickle`); here is what needs Python code: looking
names up, asking objects how they are to be taken apart, calling what makes them again."""

import _codecs
import _pickle
import _sys
import copyreg
from copyreg import dispatch_table

format_version = "4.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4


class PickleError(Exception):
    __module__ = "_pickle"


class PicklingError(PickleError):
    __module__ = "_pickle"


class UnpicklingError(PickleError):
    __module__ = "_pickle"


for _error in (PickleError, PicklingError, UnpicklingError):
    setattr(_pickle, _error.__name__, _error)

# The name of their module that built-in functions share is another string than that of the built-in classes.
_BUILTINS = "".join(("built", "ins"))

# Where Python 2 had what has moved since.
_OLD_MODULES = {"builtins": "__builtin__", "copyreg": "copy_reg", "queue": "Queue", "_thread": "thread",
                "configparser": "ConfigParser", "itertools": "itertools"}
_OLD_NAMES = {("builtins", "range"): ("__builtin__", "xrange"), ("builtins", "chr"): ("__builtin__", "unichr"),
              ("builtins", "str"): ("__builtin__", "unicode"), ("builtins", "int"): ("__builtin__", "long"),
              ("builtins", "filter"): ("itertools", "ifilter"),
              ("builtins", "map"): ("itertools", "imap"), ("builtins", "zip"): ("itertools", "izip"),
              ("functools", "reduce"): ("__builtin__", "reduce"), ("sys", "intern"): ("__builtin__", "intern")}
_NEW_MODULES = {old: new for new, old in _OLD_MODULES.items()}
_NEW_NAMES = {old: new for new, old in _OLD_NAMES.items()}


def _protocol_of(protocol):
    if protocol is None:
        return DEFAULT_PROTOCOL
    if protocol < 0:
        return HIGHEST_PROTOCOL
    if protocol > HIGHEST_PROTOCOL:
        raise ValueError(f"pickle protocol must be <= {HIGHEST_PROTOCOL}")
    return int(protocol)


# Pickling.

def _global(obj, name, protocol, renaming):
    """How an object is written that can be found in a module: module and name there."""
    if name is None:
        name = getattr(obj, "__qualname__", None)
        if name is None:
            name = obj.__name__
    path = name.split(".")
    if "<locals>" in path:
        raise AttributeError(f"Can't pickle local object {name!r}")
    module_name = _module_of(obj, name, path)
    parent = found = _import(module_name)
    if found is None:
        raise PicklingError(f"Can't pickle {obj!r}: import of module {module_name!r} failed")
    for part in path:
        parent, found = found, getattr(found, part, _pickle)
        if found is _pickle:
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module_name} failed")
    if found is not obj and not (found == obj and _is_builtin(obj)):
        raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module_name}.{name}")
    if protocol < 4 and len(path) > 1:
        return 0, getattr, (parent, path[-1]), None, None, None, None, None
    if renaming:
        return _old_name(module_name, name)
    return _BUILTINS if module_name == "builtins" and _is_builtin(obj) else _sys.intern(module_name), name


def _old_name(module, name):
    if (module, name) in _OLD_NAMES:
        return _OLD_NAMES[module, name]
    if module == "builtins" and isinstance(getattr(_import("builtins"), name, None), type):
        if issubclass(getattr(_import("builtins"), name), BaseException):
            return "exceptions", name
    return _OLD_MODULES.get(module, module), name


def _is_builtin(obj):
    return type(obj) is type(len)


def _import(name):
    try:
        return _sys.import_module(name)
    except ImportError:
        return None


def _module_of(obj, name, path):
    if _is_builtin(obj):
        if getattr(_import("builtins"), name, None) is obj:
            return "builtins"
        return _pickle.module_of(obj) or "builtins"
    module = getattr(obj, "__module__", None)
    if module is not None:
        return module
    for module_name in _sys.module_names():
        if module_name == "__main__" or module_name.startswith("_"):
            continue
        found = _sys.module(module_name)
        for part in path:
            found = getattr(found, part, _pickle)
        if found is obj:
            return module_name
    return "__main__"


def _reduce(obj, protocol, table, renaming):
    """How an object is written that the native pickler knows nothing of."""
    cls = type(obj)
    if cls is type:
        if obj is type(None) or obj is type(...) or obj is type(NotImplemented):
            value = None if obj is type(None) else ... if obj is type(...) else NotImplemented
            return 0, type, (value,), None, None, None, None, None
        return _global(obj, None, protocol, renaming)
    if cls is _function_type:
        return _global(obj, None, protocol, renaming)
    if cls is bytes:
        value = (_codecs.encode, (obj.decode("latin-1"), "latin1")) if obj else (bytes, ())
    elif cls is set or cls is frozenset:
        value = cls, ([item for item in obj],)
    elif cls is bytearray:
        value = bytearray, (bytes(obj),) if obj else ()
    else:
        try:
            reducer = table[cls]
        except KeyError:
            reducer = None
        if reducer is not None:
            value = reducer(obj)
        elif issubclass(cls, type):
            return _global(obj, None, protocol, renaming)
        else:
            reducer = getattr(obj, "__reduce_ex__", None)
            value = copyreg._default_reduce(obj, protocol) if reducer is None else reducer(protocol)
    return _checked(obj, value, protocol, renaming)


def _function():
    pass


_function_type = type(_function)


def _checked(obj, value, protocol, renaming):
    """A reduction as the native pickler takes it: kind, callable, arguments, keywords, state, items, pairs, setter."""
    if isinstance(value, str):
        return _global(obj, value, protocol, renaming)
    if not isinstance(value, tuple):
        raise PicklingError("__reduce__ must return a string or tuple")
    if not 2 <= len(value) <= 6:
        raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
    func, args, state, items, entries, setter = value + (None,) * (6 - len(value))
    if not callable(func):
        raise PicklingError("first item of the tuple returned by __reduce__ must be callable")
    if not isinstance(args, tuple):
        raise PicklingError("second item of the tuple returned by __reduce__ must be a tuple")
    pairs = None
    if items is not None:
        items = _listed(items, "fourth")
    if entries is not None:
        pairs = []
        for entry in _listed(entries, "fifth"):
            if not isinstance(entry, tuple) or len(entry) != 2:
                raise TypeError("dict items iterator must return 2-tuples")
            pairs.extend(entry)
    if setter is not None and not callable(setter):
        raise PicklingError("sixth element of the tuple returned by __reduce__ must be a function, "
                            f"not {type(setter).__name__}")
    kind, kwargs = 0, None
    if protocol >= 2:
        name = getattr(func, "__name__", None)
        if name == "__newobj__":
            kind = 1
            func, args = _new_arguments(obj, args)
        elif name == "__newobj_ex__":
            func, args, kwargs = _newer_arguments(args)
            if protocol >= 4:
                kind = 2
            else:
                import functools
                func, args, kwargs = functools.partial(func.__new__, func, *args, **kwargs), (), None
    return kind, func, args, kwargs, state, items, pairs, setter


def _listed(items, place):
    if not hasattr(type(items), "__next__"):
        raise PicklingError(f"{place} element of the tuple returned by __reduce__ must be an iterator, "
                            f"not {type(items).__name__}")
    return [item for item in items]


def _new_arguments(obj, args):
    if not args:
        raise PicklingError("__newobj__ arglist is empty")
    cls = args[0]
    if not hasattr(cls, "__new__"):
        raise PicklingError("args[0] from __newobj__ args has no __new__")
    if obj.__class__ is not cls:
        raise PicklingError("args[0] from __newobj__ args has the wrong class")
    return cls, args[1:]


def _newer_arguments(args):
    if len(args) != 3:
        raise PicklingError(f"length of the NEWOBJ_EX argument tuple must be exactly 3, not {len(args)}")
    cls, args, kwargs = args
    if not isinstance(cls, type):
        raise PicklingError(f"first item from NEWOBJ_EX argument tuple must be a class, not {type(cls).__name__}")
    if not isinstance(args, tuple):
        raise PicklingError(f"second item from NEWOBJ_EX argument tuple must be a tuple, not {type(args).__name__}")
    if not isinstance(kwargs, dict):
        raise PicklingError(f"third item from NEWOBJ_EX argument tuple must be a dict, not {type(kwargs).__name__}")
    return cls, args, kwargs


class Pickler:
    def __init__(self, file, protocol=None, fix_imports=True, buffer_callback=None):
        self._protocol = _protocol_of(protocol)
        self._renaming = bool(fix_imports) and self._protocol < 3
        if not hasattr(file, "write"):
            raise TypeError("file must have a 'write' attribute")
        self._file = file
        self._writer = None
        self.bin = self._protocol > 0
        self.fast = 0

    def dump(self, obj):
        self._file.write(self._dump(obj))

    def clear_memo(self):
        if self._writer is not None:
            _pickle.forget(self._writer)

    def _dump(self, obj):
        persistent = getattr(self, "persistent_id", None)
        override = getattr(self, "reducer_override", None)
        table = getattr(self, "dispatch_table", None)
        if table is None:
            table = dispatch_table
        if self._writer is None:
            self._writer = _pickle.writer(self._protocol, persistent is not None, override is not None, self._renaming,
                                          table if type(table) is dict else True)
        try:
            return _written(self._writer, obj, self._protocol, table, self._renaming, persistent, override)
        except BaseException:
            self._writer = None
            raise


def _written(writer, obj, protocol, table, renaming, persistent, override):
    step = _pickle.save(writer, obj)
    while step is not None:
        question, part = step
        if question == "reduce":
            answer = _reduce(part, protocol, table, renaming)
        elif question == "persistent":
            answer = persistent(part)
            if answer is not None and protocol == 0:
                answer = str(answer)
                if not answer.isascii():
                    raise PicklingError("persistent IDs in protocol 0 must be ASCII strings")
        else:
            answer = override(part)
            if answer is not NotImplemented:
                answer = _checked(part, answer, protocol, renaming)
        step = _pickle.answer(writer, answer)
    return _pickle.taken(writer)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    protocol = _protocol_of(protocol)
    renaming = bool(fix_imports) and protocol < 3
    writer = _pickle.writer(protocol, False, False, renaming, dispatch_table)
    return _written(writer, obj, protocol, dispatch_table, renaming, None, None)


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol, fix_imports=fix_imports).dump(obj)


# Unpickling.

def _find_class(module, name, protocol, renaming):
    if protocol < 3 and renaming:
        if (module, name) in _NEW_NAMES:
            module, name = _NEW_NAMES[module, name]
        elif module == "exceptions":
            module = "builtins"
        else:
            module = _NEW_MODULES.get(module, module)
    found = _sys.import_module(module)
    for part in name.split(".") if protocol >= 4 else (name,):
        if part == "<locals>":
            raise AttributeError(f"Can't get local attribute {name!r} on {found!r}")
        parent, found = found, getattr(found, part, _pickle)
        if found is _pickle:
            raise AttributeError(f"Can't get attribute {name!r} on {parent!r}")
    return found


def _instance(cls, args):
    """An instance as the opcodes INST and OBJ make it."""
    if not args and isinstance(cls, type) and not hasattr(cls, "__getinitargs__"):
        return cls.__new__(cls)
    return cls(*args)


def _build(obj, state):
    setstate = getattr(obj, "__setstate__", None)
    if setstate is not None:
        setstate(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state:
        if not isinstance(state, dict):
            raise UnpicklingError("state is not a dictionary")
        attributes = obj.__dict__
        for name, value in state.items():
            attributes[name] = value
    if slots:
        if not isinstance(slots, dict):
            raise UnpicklingError("slot state is not a dictionary")
        for name, value in slots.items():
            setattr(obj, name, value)


def _new(cls, args, kwargs):
    if not isinstance(cls, type):
        raise UnpicklingError(f"NEWOBJ class argument must be a type, not {type(cls).__name__}")
    if not isinstance(args, tuple):
        raise UnpicklingError(f"NEWOBJ args argument must be a tuple, not {type(args).__name__}")
    return cls.__new__(cls, *args) if kwargs is None else cls.__new__(cls, *args, **kwargs)


def _extend(obj, items):
    extend = getattr(obj, "extend", None)
    if extend is not None:
        extend(items)
        return
    for item in items:
        obj.append(item)


def _set_items(obj, flat):
    for place in range(0, len(flat), 2):
        obj[flat[place]] = flat[place + 1]


def _call(func, args):
    if not isinstance(args, tuple):
        raise TypeError("argument list must be a tuple")
    return func(*args)


def _add(obj, items):
    if isinstance(obj, set):
        obj.update(items)
        return
    for item in items:
        obj.add(item)


def _escaped(data):
    """The text of a quoted string of protocol 0."""
    out = bytearray()
    place = 0
    while place < len(data):
        if data[place] != 92:
            out.append(data[place])
            place += 1
            continue
        c = chr(data[place + 1]) if place + 1 < len(data) else "\\"
        if c == "x":
            out.append(int(data[place + 2:place + 4].decode("ascii"), 16))
            place += 4
        else:
            out.append({"n": 10, "t": 9, "r": 13}.get(c, ord(c)))
            place += 2
    return bytes(out)


_DEEDS = {
    "call": _call, "new": _new, "build": _build, "extend": _extend, "set": _set_items, "add": _add,
    "frozenset": frozenset, "instance": _instance, "text": lambda data: data.decode("utf-8"),
}


class Unpickler:
    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        if not hasattr(file, "read") or not hasattr(file, "readline"):
            raise TypeError("file must have 'read' and 'readline' attributes")
        self._file = file
        self._settings = fix_imports, encoding, errors
        self._protocol = 0

    def load(self):
        finding = type(self).find_class is not Unpickler.find_class
        return _loaded(_pickle.reader(b"", False, finding), self, *self._settings)

    def find_class(self, module_name, global_name, /):
        return _find_class(module_name, global_name, self._protocol, self._settings[0])


def _loaded(reader, source, renaming, encoding, errors):
    def find(module, name, protocol):
        if source is None:
            return _find_class(module, name, protocol, renaming)
        source._protocol = protocol
        return source.find_class(module, name)

    def text(data):
        return data if encoding == "bytes" else data.decode(encoding, errors)

    step = _pickle.load(reader)
    while True:
        word = step[0]
        if word == "done":
            return step[1]
        deed = _DEEDS.get(word)
        if deed is not None:
            answer = deed(*step[1:])
        elif word == "find":
            answer = find(*step[1:])
        elif word == "read":
            answer = source._file.read(step[1])
        elif word == "line":
            answer = source._file.readline()
        elif word == "error":
            raise UnpicklingError(step[1])
        elif word == "inst":
            answer = _instance(find(*step[1:4]), step[4])
        elif word == "persistent":
            load = getattr(source, "persistent_load", None)
            if load is None:
                raise UnpicklingError("A load persistent id instruction was encountered,\n"
                                      "but no persistent_load function was specified.")
            answer = load(step[1])
        elif word == "string":
            answer = text(step[1])
        elif word == "escaped":
            answer = text(_escaped(step[1]))
        else:
            if step[1] not in copyreg._inverted_registry:
                raise ValueError(f"unregistered extension code {step[1]}")
            answer = find(*copyreg._inverted_registry[step[1]], 4)
        step = _pickle.load(reader, answer)


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    if not isinstance(data, (bytes, bytearray)):
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
    return _loaded(_pickle.reader(data, True, False), None, fix_imports, encoding, errors)


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    return Unpickler(file, fix_imports=fix_imports, encoding=encoding, errors=errors).load()


_Pickler, _Unpickler = Pickler, Unpickler
