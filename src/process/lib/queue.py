"""Queues between threads. The kernel counts items, room and unfinished tasks; the items themselves are kept here."""

import _sync
from collections import deque


class Empty(Exception):
    "Exception raised by Queue.get(block=0)/get_nowait()."
    __module__ = "_queue"


class Full(Exception):
    "Exception raised by Queue.put(block=0)/put_nowait()."


class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._gate = _sync.queue(maxsize)
        self._init(maxsize)

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    @_atomic
    def put(self, item, block=True, timeout=None):
        if timeout is not None and self.maxsize > 0 and block and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if not _sync.put(self._gate, block, timeout):
            raise Full
        self._put(item)

    @_atomic
    def get(self, block=True, timeout=None):
        if timeout is not None and block and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        while _sync.get(self._gate, block, timeout):
            # Nothing there: the program emptied `self.queue` by hand, and the kernel has counted one too many.
            if self._qsize():
                return self._get()
        raise Empty

    def put_nowait(self, item):
        return self.put(item, False)

    def get_nowait(self):
        return self.get(False)

    def task_done(self):
        _sync.task_done(self._gate)

    def join(self):
        _sync.join_queue(self._gate)

    @_atomic
    def qsize(self):
        _sync.queue_state(self._gate)
        return self._qsize()

    @_atomic
    def empty(self):
        _sync.queue_state(self._gate)
        return not self._qsize()

    @_atomic
    def full(self):
        _sync.queue_state(self._gate)
        return 0 < self.maxsize <= self._qsize()

    @property
    def unfinished_tasks(self):
        return _sync.queue_state(self._gate)[1]

    @property
    def mutex(self):
        mutex = self.__dict__.get("_mutex")
        if mutex is None:
            mutex = self._mutex = _sync.allocate_lock()
        return mutex


class PriorityQueue(Queue):
    def _init(self, maxsize):
        from heapq import heappush, heappop
        self._heappush = heappush
        self._heappop = heappop
        self.queue = []

    def _put(self, item):
        self._heappush(self.queue, item)

    def _get(self):
        return self._heappop(self.queue)


class LifoQueue(Queue):
    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop()


class SimpleQueue:
    __module__ = "_queue"

    def __init__(self):
        self._items = deque()
        self._gate = _sync.queue(0)

    @_atomic
    def put(self, item, block=True, timeout=None):
        _sync.put(self._gate, True, None)
        self._items.append(item)

    @_atomic
    def get(self, block=True, timeout=None):
        if timeout is not None and block and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if not _sync.get(self._gate, block, timeout):
            raise Empty
        return self._items.popleft()

    def put_nowait(self, item):
        self.put(item)

    def get_nowait(self):
        return self.get(False)

    def qsize(self):
        return _sync.queue_state(self._gate)[0]

    def empty(self):
        return _sync.queue_state(self._gate)[0] == 0

    def __reduce__(self):
        raise TypeError("cannot pickle '_queue.SimpleQueue' object")
