"""Memory with a name, which any process may open."""

import _mp
import secrets
import struct
from multiprocessing import context

__all__ = ["SharedMemory", "ShareableList"]


class memoryview:
    """Bytes of a shared memory, as CPython's memoryview shows them."""

    format, itemsize, ndim, readonly, contiguous, c_contiguous, f_contiguous, suboffsets, strides = (
        "B", 1, 1, False, True, True, True, (), (1,))

    def __init__(self, handle, start, size, step=1):
        self._handle, self._start, self._size, self._step = handle, start, size, step
        self._released = False

    def _check(self):
        if self._released:
            raise ValueError("operation forbidden on released memoryview object")

    nbytes = property(lambda self: self._size)
    shape = property(lambda self: (self._size,))
    obj = None

    def __len__(self):
        self._check()
        return self._size

    def _place(self, index):
        if index < 0:
            index += self._size
        if not 0 <= index < self._size:
            raise IndexError("index out of bounds on dimension 1")
        return self._start + index * self._step

    def tobytes(self, order="C"):
        self._check()
        if self._step == 1:
            return _mp.read(self._handle, self._start, self._size)
        return bytes([_mp.read(self._handle, self._place(n), 1)[0] for n in range(self._size)])

    def __bytes__(self):
        return self.tobytes()

    def tolist(self):
        return list(self.tobytes())

    def hex(self, *args):
        return self.tobytes().hex(*args)

    def __iter__(self):
        return iter(self.tolist())

    def __contains__(self, item):
        return item in self.tolist()

    def _slice(self, key):
        start, stop, step = key.indices(self._size)
        return memoryview(self._handle, self._start + start * self._step, len(range(start, stop, step)), step * self._step)

    def __getitem__(self, key):
        self._check()
        if isinstance(key, slice):
            return self._slice(key)
        if not hasattr(key, "__index__"):
            raise TypeError("memoryview: invalid slice key")
        return _mp.read(self._handle, self._place(key.__index__()), 1)[0]

    def __setitem__(self, key, value):
        self._check()
        if isinstance(key, slice):
            part = self._slice(key)
            if not isinstance(value, (bytes, bytearray, memoryview)) and not hasattr(value, "tobytes"):
                raise TypeError(f"a bytes-like object is required, not '{type(value).__name__}'")
            data = bytes(value) if isinstance(value, (bytes, bytearray)) else value.tobytes()
            if len(data) != part._size:
                raise ValueError("memoryview assignment: lvalue and rvalue have different structures")
            if part._step == 1:
                _mp.write(part._handle, part._start, data)
            else:
                for n, byte in enumerate(data):
                    _mp.write(part._handle, part._place(n), bytes([byte]))
            return
        if not hasattr(key, "__index__"):
            raise TypeError("memoryview: invalid slice key")
        place = self._place(key.__index__())
        if not hasattr(value, "__index__"):
            raise TypeError("memoryview: invalid type for format 'B'")
        if not 0 <= value <= 255:
            raise ValueError("memoryview: invalid value for format 'B'")
        _mp.write(self._handle, place, bytes([value]))

    def __eq__(self, other):
        if isinstance(other, memoryview):
            return self.tobytes() == other.tobytes()
        if isinstance(other, (bytes, bytearray)):
            return self.tobytes() == bytes(other)
        return NotImplemented

    __hash__ = None

    def release(self):
        self._released = True

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc):
        self.release()

    def __repr__(self):
        return f"<{'released memory' if self._released else 'memory'} at {id(self):#x}>"


memoryview.__module__ = "builtins"
_SIZE_OF_NAME = 14


class SharedMemory:
    """A block of memory: a new one (`create`), or one that is there under that name."""

    def __init__(self, name=None, create=False, size=0):
        if not size >= 0:
            raise ValueError("'size' must be a positive integer")
        if create and size == 0:
            raise ValueError("'size' must be a positive number different from zero")
        if name is None and not create:
            raise ValueError("'name' can only be None if create=True")
        if name is None:
            self._name = "/psm_" + secrets.token_hex(4)
        else:
            self._name = name if name.startswith("/") else "/" + name
        try:
            self._handle, self._size = _mp.memory(size, self._name) if create else _mp.open_memory(self._name)
        except OSError as error:
            raise OSError(error.errno, error.strerror, self._name) from None
        self._buf = memoryview(self._handle, 0, self._size)

    def __reduce__(self):
        return self.__class__, (self.name, False, self.size)

    def __repr__(self):
        return f"{self.__class__.__name__}({self.name!r}, size={self.size})"

    @property
    def buf(self):
        "A memoryview of contents of the shared memory block."
        return self._buf

    @property
    def name(self):
        "Unique name that identifies the shared memory block."
        return self._name[1:]

    @property
    def size(self):
        "Size in bytes."
        return self._size

    def close(self):
        """Closes access to the shared memory from this instance but does not destroy the shared memory block."""
        if self._buf is not None:
            self._buf.release()
            self._buf = None
            self._handle = None

    def unlink(self):
        """Requests that the underlying shared memory block be destroyed."""
        try:
            _mp.unlink_memory(self._name)
        except OSError as error:
            raise OSError(error.errno, error.strerror, self._name) from None


class ShareableList:
    """A list of a fixed length whose items are numbers, texts, bytes, bools and None, in a shared memory.

    There: the number of items, for each where the data of the items before it end, for each its format, the same in a
    name of a kind for texts and bytes, and the data."""

    _types_mapping = {int: "q", float: "d", bool: "xxxxxxx?", str: "%ds", bytes: "%ds", type(None): "xxxxxx?x"}
    _alignment = 8

    def __init__(self, sequence=None, *, name=None):
        if name is None or sequence is not None:
            items = list(sequence or ())
            formats = [self._format_of(item) for item in items]
            offsets = [0]
            for format in formats:
                size = self._alignment if format[-1] != "s" else int(format[:-1])
                offsets.append(offsets[-1] + size)
            head = struct.pack(f"<{1 + len(offsets)}q", len(items), *offsets)
            packed = b"".join(format.encode().ljust(8, b"\0") for format in formats)
            kinds = bytes([self._kind_of(item) for item in items])
            size = len(head) + len(packed) + len(kinds) + offsets[-1]
            self.shm = SharedMemory(name, create=True, size=size)
            self.shm.buf[:len(head) + len(packed) + len(kinds)] = head + packed + kinds
            self._read_head()
            for n, item in enumerate(items):
                self._store(n, formats[n], item)
        else:
            self.shm = SharedMemory(name)
            self._read_head()

    @classmethod
    def _format_of(cls, item):
        if not isinstance(item, (str, bytes)):
            return cls._types_mapping[type(item)]
        size = len(item.encode() if isinstance(item, str) else item)
        return cls._types_mapping[type(item)] % (cls._alignment * (size // cls._alignment + 1))

    @staticmethod
    def _kind_of(item):
        return 1 if isinstance(item, bytes) else 2 if isinstance(item, str) else 3 if item is None else 0

    def _read_head(self):
        buf = self.shm.buf
        self._list_len = struct.unpack("<q", buf[:8].tobytes())[0]
        n = self._list_len
        self._offsets = list(struct.unpack(f"<{n + 1}q", buf[8:16 + 8 * n].tobytes()))
        self._formats_at = 16 + 8 * n
        self._kinds_at = self._formats_at + 8 * n
        self._data_at = self._kinds_at + n

    def _format(self, n):
        at = self._formats_at + 8 * n
        return self.shm.buf[at:at + 8].tobytes().rstrip(b"\0").decode()

    def _store(self, n, format, item):
        data = item.encode() if isinstance(item, str) else item
        packed = struct.pack("<" + format, data)
        at = self._data_at + self._offsets[n]
        self.shm.buf[at:at + len(packed)] = packed

    def _index(self, position, what):
        n = position if position >= 0 else position + self._list_len
        if not 0 <= n < self._list_len:
            raise IndexError(what)
        return n

    def __getitem__(self, position):
        n = self._index(position, "index out of range")
        format = self._format(n)
        at = self._data_at + self._offsets[n]
        data = self.shm.buf[at:at + struct.calcsize("<" + format)].tobytes()
        value, = struct.unpack("<" + format, data)
        kind = self.shm.buf[self._kinds_at + n]
        if kind == 3:
            return None
        if kind in (1, 2):
            value = value.rstrip(b"\0")
            return value if kind == 1 else value.decode()
        return value

    def __setitem__(self, position, value):
        n = self._index(position, "assignment index out of range")
        if isinstance(value, (str, bytes)):
            room = self._offsets[n + 1] - self._offsets[n]
            if len(value.encode() if isinstance(value, str) else value) > room:
                raise ValueError("bytes/str item exceeds available storage")
            format = self._types_mapping[type(value)] % room
        else:
            format = self._types_mapping[type(value)]
        at = self._formats_at + 8 * n
        self.shm.buf[at:at + 8] = format.encode().ljust(8, b"\0")
        self.shm.buf[self._kinds_at + n] = self._kind_of(value)
        self._store(n, format, value)

    def __reduce__(self):
        return _rebuild_list, (self.__class__, self.shm.name)

    def __len__(self):
        return self._list_len

    def __repr__(self):
        return f"{self.__class__.__name__}({list(self)}, name={self.shm.name!r})"

    @property
    def format(self):
        "The struct packing format used by all currently stored items."
        return "".join(self._format(n) for n in range(self._list_len))

    def count(self, value):
        "L.count(value) -> integer -- return number of occurrences of value."
        return sum(value == item for item in self)

    def index(self, value):
        """L.index(value) -> integer -- return first index of value.
        Raises ValueError if the value is not present."""
        for position, item in enumerate(self):
            if value == item:
                return position
        raise ValueError(f"{value!r} not in this container")


def _rebuild_list(cls, name):
    return cls(name=name)
