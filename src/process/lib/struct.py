"""Values as the bytes of C types. The work is done in Rust (`_struct`)."""

import _struct


class error(Exception):
    __module__ = "struct"


def _format_of(format):
    if not isinstance(format, (str, bytes)):
        raise TypeError(f"Struct() argument 1 must be a str or bytes object, not {type(format).__name__}")
    return format


def _layout(format):
    """Size in bytes and number of values."""
    layout = _struct.layout(_format_of(format))
    if type(layout) is str:
        raise error(layout)
    return layout


def _plain(value):
    """A value as the native side takes it."""
    if isinstance(value, (int, float, bytes, bytearray)):
        return value
    for name, convert in (("__index__", int), ("__float__", float)):
        if hasattr(type(value), name):
            return convert(value)
    return value


def _pack(format, values, function):
    data = _struct.pack(_format_of(format), values)
    if type(data) is str and data.startswith("required argument"):
        data = _struct.pack(format, tuple([_plain(value) for value in values]))
    if type(data) is str:
        raise error(f"{function} {data}" if data.startswith("expected") else data)
    return data


def _bytes_of(buffer):
    if isinstance(buffer, (bytes, bytearray)):
        return buffer
    method = getattr(type(buffer), "__bytes__", None)
    if method is None:
        raise TypeError(f"a bytes-like object is required, not '{type(buffer).__name__}'")
    return method(buffer)


def calcsize(format, /):
    return _layout(format)[0]


def pack(*args):
    if not args:
        raise TypeError("missing format argument")
    return _pack(args[0], args[1:], "pack")


def unpack(format, buffer, /):
    size = _layout(format)[0]
    data = _bytes_of(buffer)
    if len(data) != size:
        raise error(f"unpack requires a buffer of {size} bytes")
    return _struct.unpack(format, data, 0)


def unpack_from(format, /, buffer, offset=0):
    size = _layout(format)[0]
    data = _bytes_of(buffer)
    if offset < 0:
        if offset + size > 0:
            raise error(f"not enough data to unpack {size} bytes at offset {offset}")
        if offset + len(data) < 0:
            raise error(f"offset {offset} out of range for {len(data)}-byte buffer")
        offset += len(data)
    if len(data) - offset < size:
        raise error(f"unpack_from requires a buffer of at least {size + offset} bytes for unpacking {size} bytes at "
                    f"offset {offset} (actual buffer size is {len(data)})")
    return _struct.unpack(format, data, offset)


def pack_into(*args):
    if not args:
        raise TypeError("missing format argument")
    return _pack_into(_format_of(args[0]), *args[1:])


def _pack_into(format, *args):
    size, count = _layout(format)
    if len(args) < 2:
        raise error("pack_into expected buffer argument" if not args else "pack_into expected offset argument")
    buffer, offset, *values = args
    if not isinstance(buffer, bytearray) and not hasattr(type(buffer), "__setitem__"):
        raise TypeError(f"argument must be read-write bytes-like object, not {type(buffer).__name__}")
    if len(values) != count:
        raise error(f"pack_into expected {count} items for packing (got {len(values)})")
    if offset < 0:
        if offset + size > 0:
            raise error(f"no space to pack {size} bytes at offset {offset}")
        if offset + len(buffer) < 0:
            raise error(f"offset {offset} out of range for {len(buffer)}-byte buffer")
        offset += len(buffer)
    if len(buffer) - offset < size:
        raise error(f"pack_into requires a buffer of at least {size + offset} bytes for packing {size} bytes at "
                    f"offset {offset} (actual buffer size is {len(buffer)})")
    buffer[offset:offset + size] = _pack(format, values, "pack_into")


def iter_unpack(format, buffer, /):
    size = _layout(format)[0]
    if size == 0:
        raise error("cannot iteratively unpack with a struct of length 0")
    data = _bytes_of(buffer)
    if len(data) % size:
        raise error(f"iterative unpacking requires a buffer of a multiple of {size} bytes")
    return _rows(format, data, size)


def _rows(format, data, size):
    for offset in range(0, len(data), size):
        yield _struct.unpack(format, data, offset)


class Struct:
    __module__ = "_struct"

    def __init__(self, format):
        self.size = _layout(format)[0]
        self.format = format if isinstance(format, str) else format.decode("ascii")

    def pack(self, *values):
        return _pack(self.format, values, "pack")

    def unpack(self, buffer, /):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def pack_into(self, buffer, offset, *values):
        _pack_into(self.format, buffer, offset, *values)

    def iter_unpack(self, buffer, /):
        return iter_unpack(self.format, buffer)
