"""ThreadPool. The pool of processes is not there yet."""

import _sync
import threading
from collections import deque
from multiprocessing import TimeoutError, _missing

Pool = _missing("Pool")
RUN, CLOSE, TERMINATE = "RUN", "CLOSE", "TERMINATE"


class ThreadPool:
    def __init__(self, processes=None, initializer=None, initargs=()):
        if processes is None:
            import os
            processes = os.cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._state = RUN
        self._processes = processes
        self._gate = _sync.queue(0)
        self._tasks = deque()
        self._pool = []
        for _ in range(processes):
            thread = threading.Thread(target=worker, args=(self, initializer, initargs), daemon=True)
            self._pool.append(thread)
            thread.start()
        # CPython has three more threads that hand tasks and results around; their names are taken here too.
        for _ in range(3):
            threading._newname()

    def __repr__(self):
        return f"<multiprocessing.pool.ThreadPool state={self._state} pool_size={len(self._pool)}>"

    @_atomic
    def _give(self, task):
        _sync.put(self._gate, True, None)
        self._tasks.append(task)

    @_atomic
    def _take(self):
        _sync.get(self._gate, True, None)
        return self._tasks.popleft()

    @_atomic
    def _drop_all(self):
        while _sync.get(self._gate, False, None):
            self._tasks.popleft()

    def _check_running(self):
        if self._state != RUN:
            raise ValueError("Pool not running")

    # One call.

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        self._check_running()
        result = ApplyResult(callback, error_callback)
        self._give((result._finished, func, args, kwds))
        return result

    # Many calls, in chunks as CPython makes them.

    def map(self, func, iterable, chunksize=None):
        return self.map_async(func, iterable, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._many(func, iterable, chunksize, False, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        return self.starmap_async(func, iterable, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._many(func, iterable, chunksize, True, callback, error_callback)

    def _many(self, func, iterable, chunksize, star, callback, error_callback):
        self._check_running()
        items = list(iterable)
        if chunksize is None:
            chunksize, extra = divmod(len(items), len(self._pool) * 4)
            chunksize += extra > 0
        chunksize = max(chunksize, 1)
        starts = range(0, len(items), chunksize)
        result = MapResult(len(items), len(starts), callback, error_callback)
        for start in starts:
            self._give((result._chunk_finished(start), _run_chunk, (func, items[start:start + chunksize], star), {}))
        return result

    def imap(self, func, iterable, chunksize=1):
        return self._iterate(func, iterable, chunksize, True)

    def imap_unordered(self, func, iterable, chunksize=1):
        return self._iterate(func, iterable, chunksize, False)

    def _iterate(self, func, iterable, chunksize, ordered):
        self._check_running()
        if chunksize < 1:
            raise ValueError(f"Chunksize must be 1+, not {chunksize:n}")
        items = list(iterable)
        result = IMapIterator(ordered)
        chunks = [items[start:start + chunksize] for start in range(0, len(items), chunksize)]
        result._length = len(chunks)
        for number, chunk in enumerate(chunks):
            self._give((result._finished(number), _run_chunk, (func, chunk, False), {}))
        return result

    # The end.

    def close(self):
        if self._state == RUN:
            self._state = CLOSE
            for _ in self._pool:
                self._give(None)

    def terminate(self):
        if self._state != TERMINATE:
            self._state = TERMINATE
            self._drop_all()
            for _ in self._pool:
                self._give(None)

    def join(self):
        if self._state == RUN:
            raise ValueError("Pool is still running")
        for thread in self._pool:
            thread.join()

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()

    def __reduce__(self):
        raise NotImplementedError("pool objects cannot be passed between processes or pickled")


def worker(pool, initializer, initargs):
    if initializer is not None:
        initializer(*initargs)
    while True:
        task = pool._take()
        if task is None:
            return
        finished, func, args, kwds = task
        try:
            outcome = (True, func(*args, **kwds))
        except Exception as error:
            outcome = (False, error)
        finished(outcome)
        task = finished = func = args = kwds = outcome = None


def _run_chunk(func, items, star):
    if star:
        return [func(*args) for args in items]
    return [func(item) for item in items]


class ApplyResult:
    def __init__(self, callback, error_callback):
        self._event = _sync.event()
        self._callback = callback
        self._error_callback = error_callback
        self._success = None
        self._value = None

    def ready(self):
        return _sync.is_set(self._event)

    def successful(self):
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return self._success

    def wait(self, timeout=None):
        _sync.wait(self._event, timeout)

    def get(self, timeout=None):
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _finished(self, outcome):
        self._success, self._value = outcome
        if self._success:
            if self._callback:
                self._callback(self._value)
        elif self._error_callback:
            self._error_callback(self._value)
        _sync.set(self._event)


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    def __init__(self, length, chunks, callback, error_callback):
        ApplyResult.__init__(self, callback, error_callback)
        self._success = True
        self._value = [None] * length
        self._chunks = chunks
        if length == 0:
            _sync.set(self._event)

    def _chunk_finished(self, start):
        def finished(outcome):
            if self._note(start, outcome):
                ApplyResult._finished(self, (self._success, self._value))
        return finished

    @_atomic
    def _note(self, start, outcome):
        """Keeps the outcome of a chunk; true where it was the last."""
        done, value = outcome
        if not done:
            if self._success:
                self._success, self._value = False, value
        elif self._success:
            self._value[start:start + len(value)] = value
        self._chunks -= 1
        return self._chunks == 0


class IMapIterator:
    """The results of chunks one by one, in order or as they come."""

    def __init__(self, ordered):
        self._ordered = ordered
        self._gate = _sync.queue(0)
        self._arrived = deque()
        self._early = {}
        self._next = 0
        self._length = None
        self._items = deque()

    def _finished(self, number):
        return lambda outcome: self._note(number, outcome)

    @_atomic
    def _note(self, number, outcome):
        if not self._ordered:
            self._release(outcome)
            return
        self._early[number] = outcome
        while self._next in self._early:
            self._release(self._early.pop(self._next))
            self._next += 1

    def _release(self, outcome):
        done, value = outcome
        for item in value if done else (value,):
            _sync.put(self._gate, True, None)
            self._arrived.append((done, item))
        self._length -= 1
        if self._length == 0:
            _sync.put(self._gate, True, None)
            self._arrived.append(None)

    @_atomic
    def _take(self, timeout):
        if not _sync.get(self._gate, True, timeout):
            raise TimeoutError
        return self._arrived.popleft()

    def __iter__(self):
        return self

    def next(self, timeout=None):
        if self._length == 0 and not self._arrived:
            raise StopIteration
        item = self._take(timeout)
        if item is None:
            raise StopIteration
        done, value = item
        if done:
            return value
        raise value

    def __next__(self):
        return self.next()


IMapUnorderedIterator = IMapIterator
