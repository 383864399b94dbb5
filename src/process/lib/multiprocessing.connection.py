"""Connections: messages over pipes."""

import _mp
import _posix
import os
from multiprocessing.context import BufferTooShort, get_spawning_popen
from multiprocessing.reduction import ForkingPickler

__all__ = ["Pipe", "wait", "Connection"]


class _ConnectionBase:
    _handle = None

    def __init__(self, handle, readable=True, writable=True):
        handle = handle.__index__()
        if handle < 0:
            raise ValueError("invalid handle")
        if not readable and not writable:
            raise ValueError("at least one of `readable` and `writable` must be True")
        self._handle = handle
        self._owner = _mp.own(handle)
        self._readable = readable
        self._writable = writable

    def _check_closed(self):
        if self._handle is None:
            raise OSError("handle is closed")

    def _check_readable(self):
        if not self._readable:
            raise OSError("connection is write-only")

    def _check_writable(self):
        if not self._writable:
            raise OSError("connection is read-only")

    def _bad_message_length(self):
        if self._writable:
            self._readable = False
        else:
            self.close()
        raise OSError("bad message length")

    @property
    def closed(self):
        """True if the connection is closed"""
        return self._handle is None

    @property
    def readable(self):
        """True if the connection is readable"""
        return self._readable

    @property
    def writable(self):
        """True if the connection is writable"""
        return self._writable

    def fileno(self):
        """File descriptor or handle of the connection"""
        self._check_closed()
        return self._handle

    def close(self):
        """Close the connection"""
        handle, self._handle = self._handle, None
        if handle is not None:
            _mp.disown(self._owner)
            _posix.close(handle)

    def send_bytes(self, buf, offset=0, size=None):
        """Send the bytes data from a bytes-like object"""
        self._check_closed()
        self._check_writable()
        if not isinstance(buf, (bytes, bytearray)):
            try:
                buf = buf.tobytes()
            except AttributeError:
                raise TypeError(f"memoryview: a bytes-like object is required, not '{type(buf).__name__}'") from None
        n = len(buf)
        if offset < 0:
            raise ValueError("offset is negative")
        if n < offset:
            raise ValueError("buffer length < offset")
        if size is None:
            size = n - offset
        elif size < 0:
            raise ValueError("size is negative")
        elif offset + size > n:
            raise ValueError("buffer length < offset + size")
        self._send_bytes(buf if size == n else buf[offset:offset + size])

    def send(self, obj):
        """Send a (picklable) object"""
        self._check_closed()
        self._check_writable()
        self._send_bytes(ForkingPickler.dumps(obj))

    def recv_bytes(self, maxlength=None):
        """Receive bytes data as a bytes object."""
        self._check_closed()
        self._check_readable()
        if maxlength is not None and maxlength < 0:
            raise ValueError("negative maxlength")
        data = self._recv_bytes(maxlength)
        if data is None:
            self._bad_message_length()
        return data

    def recv_bytes_into(self, buf, offset=0):
        """Receive bytes data into a writeable bytes-like object. Return the number of bytes read."""
        self._check_closed()
        self._check_readable()
        if offset < 0:
            raise ValueError("negative offset")
        if offset > len(buf):
            raise ValueError("offset too large")
        data = self._recv_bytes()
        if len(buf) < offset + len(data):
            raise BufferTooShort(data)
        buf[offset:offset + len(data)] = data
        return len(data)

    def recv(self):
        """Receive a (picklable) object"""
        self._check_closed()
        self._check_readable()
        return ForkingPickler.loads(self._recv_bytes())

    def poll(self, timeout=0.0):
        """Whether there is any input available to be read"""
        self._check_closed()
        self._check_readable()
        return bool(_posix.poll([self._handle], timeout))

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()


class Connection(_ConnectionBase):
    """A descriptor of a pipe, or of one end of a pair of pipes."""

    def _send_bytes(self, data):
        handle = self._handle
        data = len(data).to_bytes(4, "big") + data
        written = _posix.write(handle, data)
        while written < len(data):
            data = data[written:]
            written = _posix.write(handle, data)

    def _recv(self, size):
        handle = self._handle
        data = _posix.read(handle, size)
        if len(data) == size:
            return data
        if not data:
            raise EOFError
        parts, left = [data], size - len(data)
        while left > 0:
            data = _posix.read(handle, left)
            if not data:
                raise OSError("got end of file during message")
            parts.append(data)
            left -= len(data)
        return b"".join(parts)

    def _recv_bytes(self, maxsize=None):
        size = int.from_bytes(self._recv(4), "big")
        if maxsize is not None and size > maxsize:
            return None
        return self._recv(size) if size else b""

    def __reduce__(self):
        popen = get_spawning_popen()
        self._check_closed()
        if popen is None:
            raise NotImplementedError("a Connection can be given to a process when it is started only: sending it through a "
                                      "pipe or a queue is not supported")
        return _rebuild, (popen.duplicate_for_child(self._handle), self._readable, self._writable)


def _rebuild(handle, readable, writable):
    return Connection(handle, readable, writable)


@_atomic
def Pipe(duplex=True):
    """Returns pair of connection objects at either end of a pipe"""
    if duplex:
        one, other = _posix.pipe_pair()
        return Connection(one), Connection(other)
    one, other = _posix.pipe()
    return Connection(one, writable=False), Connection(other, readable=False)


def wait(object_list, timeout=None):
    """Wait till an object in object_list is ready/readable. Returns list of those objects which are ready/readable."""
    objects = {}
    for obj in object_list:
        objects.setdefault(obj if isinstance(obj, int) else obj.fileno(), obj)
    if not objects:
        if timeout is not None:
            from time import sleep
            sleep(max(timeout, 0))
            return []
    ready = set(_posix.poll(list(objects), timeout))
    return [obj for fd, obj in objects.items() if fd in ready]


def _no_sockets(name):
    def missing(*args, **kwargs):
        raise NotImplementedError(f"multiprocessing.connection.{name} is not supported: there are no sockets here")
    missing.__name__ = missing.__qualname__ = name
    return missing


Listener = _no_sockets("Listener")
Client = _no_sockets("Client")
