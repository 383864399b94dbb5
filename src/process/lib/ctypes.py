"""C data types as far as programs share them: numbers, characters, arrays, structures. An object lies at an offset of a
memory, which is anything with `read(offset, n)` and `write(offset, data)`; without being told it has a memory of its own."""

import _struct
from operator import index as _index

_SIZES = {"?": 1, "c": 1, "u": 4, "b": 1, "B": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "f": 4, "d": 8,
          "g": 16, "z": 8, "Z": 8, "P": 8}


class _Memory:
    """Bytes of one's own, or those of a bytearray from an offset on."""

    def __init__(self, data):
        self.data = data

    def read(self, offset, n):
        return bytes(self.data[offset:offset + n])

    def write(self, offset, data):
        self.data[offset:offset + len(data)] = data


class _CDataType(type):
    def __mul__(cls, length):
        if not hasattr(type(length), "__index__"):
            raise TypeError(f"can't multiply sequence by non-int of type '{type(length).__name__}'")
        return _array_type(cls, _index(length))

    __rmul__ = __mul__

    def from_memory(cls, memory, offset=0):
        """An object that lies over a memory."""
        self = object.__new__(cls)
        self._memory = memory
        self._offset = offset
        return self

    def from_buffer(cls, source, offset=0):
        if not isinstance(source, bytearray):
            raise TypeError("underlying buffer is not writable" if isinstance(source, bytes) else
                            f"a bytes-like object is required, not '{type(source).__name__}'")
        cls._check_room(source, offset)
        return cls.from_memory(_Memory(source), offset)

    def from_buffer_copy(cls, source, offset=0):
        cls._check_room(source, offset)
        return cls.from_memory(_Memory(bytearray(source[offset:offset + cls._size])))

    def _check_room(cls, source, offset):
        if offset < 0:
            raise ValueError("offset cannot be negative")
        if len(source) < offset + cls._size:
            raise ValueError(f"Buffer size too small ({len(source)} instead of at least {offset + cls._size} bytes)")

    def _load(cls, memory, offset):
        """What an item or field of this type is read as."""
        return cls.from_memory(memory, offset)

    def _store(cls, memory, offset, value):
        if not isinstance(value, cls):
            if not isinstance(value, tuple):
                raise TypeError(f"expected {cls.__name__} instance, got {type(value).__name__}")
            value = cls(*value)
        memory.write(offset, bytes(value))


class _CData(metaclass=_CDataType):
    _size = _align = 0
    _pointers = False

    def __new__(cls, *args, **kwargs):
        return cls.from_memory(_Memory(bytearray(cls._size)))

    def __bytes__(self):
        return self._memory.read(self._offset, self._size)

    def __hash__(self):
        raise TypeError("unhashable type")

    def __eq__(self, other):
        return self is other

    def __reduce__(self):
        if self._pointers:
            raise ValueError("ctypes objects containing pointers cannot be pickled")
        more = {name: value for name, value in self.__dict__.items() if name not in ("_memory", "_offset")}
        return _unpickle, (type(self), (more, bytes(self)))

    def __setstate__(self, state):
        more, data = state
        self.__dict__.update(more)
        self._memory.write(self._offset, data)


def _unpickle(cls, state):
    obj = cls.__new__(cls)
    obj.__setstate__(state)
    return obj


# Numbers and characters.

class _SimpleType(_CDataType):
    def __init__(cls, name, bases, namespace):
        code = getattr(cls, "_type_", None)
        if code is not None:
            cls._size = cls._align = _SIZES[code]
            cls._pointers = code in "zZP"
            cls._format = {"g": "d8x", "u": "I", "z": "Q", "Z": "Q", "P": "Q"}.get(code, code)
            cls._plain = _SimpleCData in bases

    def _load(cls, memory, offset):
        if not cls._plain:
            return cls.from_memory(memory, offset)
        return cls._value_of(memory.read(offset, cls._size))

    def _value_of(cls, data):
        value = _struct.unpack(cls._format, data, 0)[0]
        return chr(value) if cls._type_ == "u" else value

    def _store(cls, memory, offset, value):
        memory.write(offset, bytes(value) if isinstance(value, cls) else cls._data_of(value))

    def _data_of(cls, value):
        return _struct.pack(cls._format, (_CONVERSIONS.get(cls._type_, _whole)(cls, value),))


def _whole(cls, value):
    value = _index(value) & (1 << 8 * cls._size) - 1
    return value - (1 << 8 * cls._size) if cls._type_.islower() and value >> 8 * cls._size - 1 else value


def _real(cls, value):
    if not isinstance(value, (int, float)) and not hasattr(type(value), "__float__"):
        raise TypeError(f"must be real number, not {type(value).__name__}")
    value = float(value)
    if cls._type_ == "f" and abs(value) > 3.4028235677973366e38 and value - value == 0:
        return float("inf") if value > 0 else float("-inf")
    return value


def _byte(cls, value):
    if isinstance(value, (bytes, bytearray)) and len(value) == 1:
        return bytes(value)
    if isinstance(value, int) and 0 <= value <= 255:
        return bytes((value,))
    raise TypeError("one character bytes, bytearray or integer expected")


def _character(cls, value):
    if not isinstance(value, str):
        raise TypeError(f"unicode string expected instead of {type(value).__name__} instance")
    if len(value) != 1:
        raise TypeError("one character unicode string expected")
    return ord(value)


_CONVERSIONS = {"?": lambda cls, value: True if value else False, "c": _byte, "u": _character, "f": _real, "d": _real,
                "g": _real}


class _SimpleCData(_CData, metaclass=_SimpleType):
    def __init__(self, value=...):
        if value is not ...:
            self.value = value

    @property
    def value(self):
        return type(self)._value_of(self._memory.read(self._offset, self._size))

    @value.setter
    def value(self, value):
        self._memory.write(self._offset, type(self)._data_of(value))

    def __bool__(self):
        return self.value not in (0, b"\0", "\0", None)

    def __repr__(self):
        if not self._plain:
            return f"<{type(self).__name__} object at {id(self):#x}>"
        return f"{type(self).__name__}({self.value!r})"


class c_bool(_SimpleCData):
    _type_ = "?"


class c_char(_SimpleCData):
    _type_ = "c"


class c_wchar(_SimpleCData):
    _type_ = "u"


class c_byte(_SimpleCData):
    _type_ = "b"


class c_ubyte(_SimpleCData):
    _type_ = "B"


class c_short(_SimpleCData):
    _type_ = "h"


class c_ushort(_SimpleCData):
    _type_ = "H"


class c_int(_SimpleCData):
    _type_ = "i"


class c_uint(_SimpleCData):
    _type_ = "I"


class c_long(_SimpleCData):
    _type_ = "l"


class c_ulong(_SimpleCData):
    _type_ = "L"


class c_float(_SimpleCData):
    _type_ = "f"


class c_double(_SimpleCData):
    _type_ = "d"


class c_longdouble(_SimpleCData):
    _type_ = "g"


class _Text(_SimpleCData):
    """A pointer to a text or a place: the value itself is kept beside the memory."""

    _kept = None

    @property
    def value(self):
        return self._kept

    @value.setter
    def value(self, value):
        if value is not None and not isinstance(value, self._kind):
            raise TypeError(f"{self._wanted} or integer address expected instead of {type(value).__name__} instance")
        self._kept = value

    def __repr__(self):
        return f"{type(self).__name__}({self._kept if self._kept is None or self._kind is int else id(self._kept)})"


class c_char_p(_Text):
    _type_, _kind, _wanted = "z", bytes, "bytes"


class c_wchar_p(_Text):
    _type_, _kind, _wanted = "Z", str, "unicode string"


class c_void_p(_Text):
    _type_, _kind, _wanted = "P", int, "cannot be converted to pointer: integer"


c_longlong = c_int64 = c_ssize_t = c_long
c_ulonglong = c_uint64 = c_size_t = c_ulong
c_int8, c_int16, c_int32 = c_byte, c_short, c_int
c_uint8, c_uint16, c_uint32 = c_ubyte, c_ushort, c_uint


# Arrays.

_array_types = {}


def _array_type(item, length):
    if length < 0:
        raise ValueError(f"Array length must be >= 0, not {length}")
    known = _array_types.get((item, length))
    if known is None:
        name = f"{item.__name__}_Array_{length}"
        known = _CDataType(name, (Array,), {"_type_": item, "_length_": length, "__module__": "__main__"})
        _array_types[item, length] = known
    return known


class Array(_CData):
    _type_, _length_ = None, 0

    def __init_subclass__(cls):
        item = cls._type_
        cls._size, cls._align, cls._pointers = item._size * cls._length_, item._align, item._pointers
        code = getattr(item, "_type_", None)
        if code == "c":
            cls.value, cls.raw = property(_get_bytes, _set_bytes), property(_CData.__bytes__, _set_raw)
        elif code == "u":
            cls.value = property(_get_text, _set_text)

    def __init__(self, *args):
        if len(args) > self._length_:
            raise IndexError("invalid index")
        for place, value in enumerate(args):
            self[place] = value

    def __len__(self):
        return self._length_

    def _place(self, index):
        if not hasattr(type(index), "__index__"):
            raise TypeError("indices must be integers")
        index = _index(index)
        if index < 0:
            index += self._length_
        if not 0 <= index < self._length_:
            raise IndexError("invalid index")
        return self._offset + index * self._type_._size

    def __getitem__(self, index):
        item = self._type_
        if not isinstance(index, slice):
            return item._load(self._memory, self._place(index))
        code = getattr(item, "_type_", None)
        if isinstance(item, _SimpleType) and item._plain and not item._pointers and code not in ("g", "u"):
            data = self._memory.read(self._offset, self._size)
            if code == "c":
                return data[index]
            return list(_struct.unpack(f"{self._length_}{item._format}", data, 0)[index])
        found = [self[place] for place in range(*index.indices(self._length_))]
        return "".join(found) if code == "u" else found

    def __setitem__(self, index, value):
        if not isinstance(index, slice):
            self._type_._store(self._memory, self._place(index), value)
            return
        places = range(*index.indices(self._length_))
        if len(places) != len(value):
            raise ValueError("Can only assign sequence of same size")
        for place, one in zip(places, value):
            self[place] = one

    def __iter__(self):
        for place in range(self._length_):
            yield self[place]

    def __contains__(self, value):
        for one in self:
            if one == value:
                return True
        return False


def _set_raw(self, data):
    if not isinstance(data, (bytes, bytearray)):
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
    if len(data) > self._size:
        raise ValueError("byte string too long")
    self._memory.write(self._offset, bytes(data))


def _get_bytes(self):
    return bytes(self).split(b"\0", 1)[0]


def _set_bytes(self, value):
    if not isinstance(value, bytes):
        raise TypeError(f"bytes expected instead of {type(value).__name__} instance")
    if len(value) > self._size:
        raise ValueError("byte string too long")
    self._memory.write(self._offset, value + b"\0" if len(value) < self._size else value)


def _get_text(self):
    return self[:].split("\0", 1)[0]


def _set_text(self, value):
    if not isinstance(value, str):
        raise TypeError(f"unicode string expected instead of {type(value).__name__} instance")
    if len(value) > self._length_:
        raise ValueError("string too long")
    for place, c in enumerate(value + "\0" if len(value) < self._length_ else value):
        self[place] = c


# Structures.

class _Field:
    def __init__(self, name, kind, offset):
        self.name, self.kind, self.offset, self.size = name, kind, offset, kind._size
        # Arrays of characters are texts as fields.
        self.text = issubclass(kind, Array) and hasattr(kind, "value")

    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        value = self.kind._load(obj._memory, obj._offset + self.offset)
        return value.value if self.text else value

    def __set__(self, obj, value):
        if self.text:
            self.kind.from_memory(obj._memory, obj._offset + self.offset).value = value
        else:
            self.kind._store(obj._memory, obj._offset + self.offset, value)

    def __repr__(self):
        return f"<Field type={self.kind.__name__}, ofs={self.offset}, size={self.size}>"


class _StructType(_CDataType):
    def __init__(cls, name, bases, namespace):
        if "_fields_" in namespace:
            cls._lay_out(namespace["_fields_"])

    def __setattr__(cls, name, value):
        type.__setattr__(cls, name, value)
        if name == "_fields_":
            cls._lay_out(value)

    def _lay_out(cls, fields):
        size, align, names = cls._size, max(cls._align, 1), cls._names
        for field in fields:
            if len(field) != 2:
                raise NotImplementedError("ctypes: bit fields are not supported")
            name, kind = field
            each = min(kind._align, getattr(cls, "_pack_", kind._align))
            offset = 0 if cls._overlaid else (size + each - 1) // each * each
            size, align = max(size, offset + kind._size), max(align, each)
            names += (name,)
            cls._pointers = cls._pointers or kind._pointers
            type.__setattr__(cls, name, _Field(name, kind, offset))
        cls._size, cls._align, cls._names = (size + align - 1) // align * align, align, names


class Structure(_CData, metaclass=_StructType):
    _overlaid = False
    _names = ()

    def __init__(self, *args, **kwargs):
        if len(args) > len(self._names):
            raise TypeError("too many initializers")
        for name, value in zip(self._names, args):
            if name in kwargs:
                raise TypeError(f"duplicate values for field {name!r}")
            setattr(self, name, value)
        for name, value in kwargs.items():
            setattr(self, name, value)


class Union(Structure):
    _overlaid = True


# Functions.

def sizeof(obj_or_type, /):
    if not isinstance(obj_or_type, (_CData, _CDataType)):
        raise TypeError("this type has no size")
    return obj_or_type._size


def alignment(obj_or_type, /):
    if not isinstance(obj_or_type, (_CData, _CDataType)):
        raise TypeError("no alignment info")
    return obj_or_type._align


def addressof(obj, /):
    if not isinstance(obj, _CData):
        raise TypeError("invalid type")
    return id(obj._memory) + obj._offset


def create_string_buffer(init, size=None):
    if isinstance(init, bytes):
        buffer = (c_char * (len(init) + 1 if size is None else size))()
        buffer.value = init
        return buffer
    if isinstance(init, int):
        return (c_char * init)()
    raise TypeError(init)


def create_unicode_buffer(init, size=None):
    if isinstance(init, str):
        buffer = (c_wchar * (len(init) + 1 if size is None else size))()
        buffer.value = init
        return buffer
    if isinstance(init, int):
        return (c_wchar * init)()
    raise TypeError(init)


def _absent(name):
    def unsupported(*args, **kwargs):
        raise NotImplementedError(f"ctypes.{name}: there is no C code to call and no memory to point to")
    unsupported.__name__ = unsupported.__qualname__ = name
    return unsupported


def __getattr__(name):
    if name in ("CDLL", "PyDLL", "CFUNCTYPE", "POINTER", "pointer", "byref", "cast", "memmove", "memset", "string_at",
                "wstring_at", "py_object", "get_errno", "set_errno", "BigEndianStructure", "LittleEndianStructure"):
        return _absent(name)
    raise AttributeError(f"module 'ctypes' has no attribute '{name}'")
