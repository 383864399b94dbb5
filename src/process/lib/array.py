"""Arrays of numbers of one C type: a list whose items are checked on their way in."""

import _struct
from operator import index as _index

typecodes = "bBuhHiIlLqQfd"
_NAMES = {"b": "signed char", "B": "unsigned byte integer", "h": "signed short integer", "H": "unsigned short",
          "i": "signed integer", "I": "unsigned int"}
_SIZES = {"b": 1, "B": 1, "u": 4, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "f": 4, "d": 8}
_MACHINE = {"b": 1, "B": 0, "h": 4, "H": 2, "i": 8, "I": 6, "l": 12, "L": 10, "q": 12, "Q": 10, "f": 14, "d": 16, "u": 20}


def _checked(code, value):
    """The value as an item of an array of that type has it."""
    if code == "u":
        if not isinstance(value, str) or len(value) != 1:
            raise TypeError("array item must be unicode character")
        return value
    if code in "fd":
        if not isinstance(value, (int, float)) and not hasattr(type(value), "__float__"):
            raise TypeError(f"must be real number, not {type(value).__name__}")
        value = float(value)
        return value if code == "d" else _single(value)
    value = _index(value)
    bits = 8 * _SIZES[code]
    least, most = (-1 << bits - 1, (1 << bits - 1) - 1) if code.islower() else (0, (1 << bits) - 1)
    if least <= value <= most:
        return value
    raise OverflowError(_overflow(code, value, least))


def _overflow(code, value, least):
    if code in "qQ":
        return "can't convert negative int to unsigned" if code == "Q" and value < 0 else "int too big to convert"
    if code in "IL" and value < 0:
        return "can't convert negative value to unsigned int"
    if code in "lL":
        return f"Python int too large to convert to C {'unsigned ' if code == 'L' else ''}long"
    return f"{_NAMES[code]} is {'less than minimum' if value < least else 'greater than maximum'}"


def _single(value):
    try:
        return _struct.unpack("f", _struct.pack("f", (value,)), 0)[0]
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


class array:
    def __new__(cls, typecode=..., initializer=(), /):
        if typecode is ...:
            raise TypeError("array() takes at least 1 argument (0 given)")
        if not isinstance(typecode, str) or len(typecode) != 1:
            raise TypeError(f"array() argument 1 must be a unicode character, not {type(typecode).__name__}")
        if typecode not in _SIZES:
            raise ValueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
        if isinstance(initializer, str) and typecode != "u":
            raise TypeError(f"cannot use a str to initialize an array with typecode '{typecode}'")
        self = object.__new__(cls)
        self.typecode = typecode
        self.itemsize = _SIZES[typecode]
        self._items = []
        if isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        else:
            self._items = [_checked(typecode, value) for value in initializer]
        return self

    def __init__(self, *args):
        pass

    def _like(self, items):
        new = object.__new__(array)
        new.typecode, new.itemsize, new._items = self.typecode, self.itemsize, items
        return new

    def append(self, v, /):
        self._items.append(_checked(self.typecode, v))

    def extend(self, bb, /):
        if isinstance(bb, array):
            if bb.typecode != self.typecode:
                raise TypeError("can only extend with array of same kind")
            self._items.extend(bb._items[:])
        else:
            for value in bb:
                self.append(value)

    def fromlist(self, list, /):
        if not isinstance(list, type([])):
            raise TypeError("arg must be list")
        self._items.extend([_checked(self.typecode, value) for value in list])

    def frombytes(self, buffer, /):
        if not isinstance(buffer, (bytes, bytearray)):
            raise TypeError(f"a bytes-like object is required, not '{type(buffer).__name__}'")
        if len(buffer) % self.itemsize:
            raise ValueError("bytes length not a multiple of item size")
        count = len(buffer) // self.itemsize
        if self.typecode == "u":
            self._items.extend([chr(code) for code in _struct.unpack(f"{count}I", buffer, 0)])
        else:
            self._items.extend(_struct.unpack(f"{count}{self.typecode}", buffer, 0))

    def fromunicode(self, ustr, /):
        if self.typecode != "u":
            raise ValueError("fromunicode() may only be called on unicode type arrays")
        self._items.extend(ustr)

    def tofile(self, f, /):
        f.write(self.tobytes())

    def fromfile(self, f, n, /):
        data = f.read(n * self.itemsize)
        self.frombytes(data)
        if len(data) != n * self.itemsize:
            raise EOFError("read() didn't return enough bytes")

    def tobytes(self):
        if self.typecode == "u":
            return _struct.pack(f"{len(self._items)}I", [ord(c) for c in self._items])
        return _struct.pack(f"{len(self._items)}{self.typecode}", self._items)

    __bytes__ = tobytes

    def tolist(self):
        return self._items[:]

    def tounicode(self):
        if self.typecode != "u":
            raise ValueError("tounicode() may only be called on unicode type arrays")
        return "".join(self._items)

    def byteswap(self):
        data, size = self.tobytes(), self.itemsize
        self._items.clear()
        self.frombytes(b"".join([data[at:at + size][::-1] for at in range(0, len(data), size)]))

    def buffer_info(self):
        return id(self._items), len(self._items)

    def count(self, v, /):
        return self._items.count(v)

    def index(self, v, start=0, stop=None, /):
        try:
            return self._items.index(v, start) if stop is None else self._items.index(v, start, stop)
        except ValueError:
            raise ValueError("array.index(x): x not in array") from None

    def insert(self, i, v, /):
        self._items.insert(_index(i), _checked(self.typecode, v))

    def pop(self, i=-1, /):
        if not self._items:
            raise IndexError("pop from empty array")
        if not -len(self._items) <= i < len(self._items):
            raise IndexError("pop index out of range")
        return self._items.pop(i)

    def remove(self, v, /):
        if v not in self._items:
            raise ValueError("array.remove(x): x not in array")
        self._items.remove(v)

    def reverse(self):
        self._items.reverse()

    def _place(self, i, doing=""):
        if not hasattr(type(i), "__index__"):
            raise TypeError("array indices must be integers")
        i = _index(i)
        if not -len(self._items) <= i < len(self._items):
            raise IndexError(f"array {doing}index out of range")
        return i

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __reversed__(self):
        return reversed(self._items)

    def __contains__(self, v):
        return v in self._items

    def __getitem__(self, i):
        return self._like(self._items[i]) if isinstance(i, slice) else self._items[self._place(i)]

    def __setitem__(self, i, v):
        if not isinstance(i, slice):
            self._items[self._place(i, "assignment ")] = _checked(self.typecode, v)
            return
        if not isinstance(v, array):
            raise TypeError(f'can only assign array (not "{type(v).__name__}") to array slice')
        if v.typecode != self.typecode:
            raise TypeError("bad argument type for built-in operation")
        self._items[i] = v._items[:]

    def __delitem__(self, i):
        del self._items[i if isinstance(i, slice) else self._place(i, "assignment ")]

    def __add__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only append array (not "{type(other).__name__}") to array')
        if other.typecode != self.typecode:
            raise TypeError("bad argument type for built-in operation")
        return self._like(self._items + other._items)

    def __iadd__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only extend array with array (not "{type(other).__name__}")')
        self.extend(other)
        return self

    def __mul__(self, n):
        return self._like(self._items * _index(n)) if hasattr(type(n), "__index__") else NotImplemented

    __rmul__ = __mul__

    def __imul__(self, n):
        self._items *= _index(n)
        return self

    def __eq__(self, other):
        return self._items == other._items if isinstance(other, array) else NotImplemented

    def __lt__(self, other):
        return self._items < other._items if isinstance(other, array) else NotImplemented

    def __le__(self, other):
        return self._items <= other._items if isinstance(other, array) else NotImplemented

    def __gt__(self, other):
        return self._items > other._items if isinstance(other, array) else NotImplemented

    def __ge__(self, other):
        return self._items >= other._items if isinstance(other, array) else NotImplemented

    __hash__ = None

    def __copy__(self):
        return self._like(self._items[:])

    def __deepcopy__(self, memo):
        return self._like(self._items[:])

    def __reduce_ex__(self, protocol):
        if protocol < 3:
            return type(self), (self.typecode, self.tolist()), None
        return _array_reconstructor, (type(self), self.typecode, _MACHINE[self.typecode], self.tobytes()), None

    def __repr__(self):
        name = type(self).__name__
        if not self._items:
            return f"{name}('{self.typecode}')"
        items = repr("".join(self._items)) if self.typecode == "u" else repr(self._items)
        return f"{name}('{self.typecode}', {items})"


def _array_reconstructor(arraytype, typecode, mformat_code, items, /):
    return arraytype(typecode, items)


ArrayType = array
