"""Streams in memory; real files are the built-in `open`."""

from builtins import open

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    closed = False

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def close(self):
        self.closed = True

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc):
        self.close()

    def flush(self):
        self._check()

    def isatty(self):
        return False

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1):
        lines = []
        total = 0
        for line in self:
            lines.append(line)
            total += len(line)
            if hint is not None and 0 < hint <= total:
                break
        return lines

    def writelines(self, lines):
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    encoding = None
    errors = None
    newlines = None


class _Memory:
    """What StringIO and BytesIO share: pieces that are joined when somebody reads, and a position."""

    def _start(self, empty, initial):
        self._empty = empty
        self._pieces = [initial] if initial else []
        self._size = len(initial)
        self._at = 0

    def _whole(self):
        pieces = self._pieces
        if len(pieces) != 1:
            pieces[:] = [self._empty.join(pieces)]
        return pieces[0]

    @_atomic
    def _put(self, data):
        if self._at == self._size:
            self._pieces.append(data)
            self._size += len(data)
        else:
            whole = self._whole()
            if self._at > self._size:
                whole += self._fill * (self._at - self._size)
            whole = whole[:self._at] + data + whole[self._at + len(data):]
            self._pieces[:] = [whole]
            self._size = len(whole)
        self._at += len(data)
        return len(data)

    def getvalue(self):
        self._check()
        return self._whole()

    @_atomic
    def read(self, size=-1, /):
        self._check()
        whole = self._whole()
        end = self._size if size is None or size < 0 else self._at + size
        data = whole[self._at:end]
        self._at = max(self._at, min(end, self._size))
        return data

    @_atomic
    def readline(self, size=-1, /):
        self._check()
        whole = self._whole()
        end = whole.find(self._newline, self._at) + 1
        if end == 0:
            end = self._size
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        data = whole[self._at:end]
        self._at = max(self._at, end)
        return data

    def tell(self):
        self._check()
        return self._at

    def truncate(self, size=None, /):
        self._check()
        size = self._at if size is None else size
        self._pieces[:] = [self._whole()[:size]]
        self._size = len(self._pieces[0])
        return size


class StringIO(_Memory, TextIOBase):
    _newline = "\n"
    _fill = "\0"

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is None:
            initial_value = ""
        if not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        self._start("", initial_value)

    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        self._check()
        return self._put(s)

    def seek(self, pos, whence=0, /):
        self._check()
        if whence == 0:
            if pos < 0:
                raise ValueError(f"Negative seek position {pos}")
            self._at = pos
        elif pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        elif whence == 2:
            self._at = self._size
        return self._at


class BytesIO(_Memory, BufferedIOBase):
    _newline = b"\n"
    _fill = b"\0"

    def __init__(self, initial_bytes=b""):
        self._start(b"", bytes(initial_bytes or b""))

    def write(self, b, /):
        self._check()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return self._put(bytes(b))

    def getbuffer(self):
        return self.getvalue()

    def readinto(self, b, /):
        data = self.read(len(b))
        b[:len(data)] = data
        return len(data)

    def read1(self, size=-1, /):
        return self.read(size)

    def seek(self, pos, whence=0, /):
        self._check()
        base = 0 if whence == 0 else self._at if whence == 1 else self._size
        if whence == 0 and pos < 0:
            raise ValueError(f"negative seek value {pos}")
        self._at = max(base + pos, 0)
        return self._at


def __getattr__(name):
    if name == "TextIOWrapper":
        from _sys import stdout
        return type(stdout)
    if name in ("BufferedReader", "BufferedWriter", "FileIO", "BufferedRandom"):
        return BufferedIOBase
    raise AttributeError(f"module 'io' has no attribute '{name}'")
