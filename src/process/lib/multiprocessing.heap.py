"""Memory that processes share."""

import _mp
from multiprocessing import context

__all__ = ["Memory"]


class Memory:
    """Some bytes. What lies over them reads and writes by offset."""

    def __init__(self, size):
        self._handle, self.size = _mp.memory(size, None)

    def read(self, offset, n):
        return _mp.read(self._handle, offset, n)

    def write(self, offset, data):
        _mp.write(self._handle, offset, data)

    def __len__(self):
        return self.size

    def __getstate__(self):
        context.assert_spawning(self)
        return (_mp.number(self._handle), self.size)

    def __setstate__(self, state):
        number, self.size = state
        self._handle = _mp.adopt(number)
