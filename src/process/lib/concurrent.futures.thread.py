"""ThreadPoolExecutor."""

import _sync
import threading
from collections import deque
from concurrent.futures._base import BrokenExecutor, Executor, Future

_pools = []
_shutdown = False
_names = 0


def _python_exit():
    """Lets every pool finish what it was given, then waits for its threads."""
    global _shutdown
    _shutdown = True
    for pool in _pools:
        _sync.put(pool._gate, True, None)
        pool._work.append(None)
    for pool in _pools:
        for thread in pool._threads:
            thread.join()


threading._register_atexit(_python_exit)


class BrokenThreadPool(BrokenExecutor):
    """Raised when a worker thread in a ThreadPoolExecutor failed initializing."""


class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        global _names
        if max_workers is None:
            import os
            max_workers = min(32, (os.cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if not thread_name_prefix:
            thread_name_prefix = f"ThreadPoolExecutor-{_names}"
            _names += 1
        self._max_workers = max_workers
        self._thread_name_prefix = thread_name_prefix
        self._initializer = initializer
        self._initargs = initargs
        self._gate = _sync.queue(0)
        self._work = deque()
        self._idle = 0
        self._threads = []
        self._broken = False
        self._shutdown = False
        _pools.append(self)

    @_atomic
    def submit(self, fn, /, *args, **kwargs):
        if self._broken:
            raise BrokenThreadPool(self._broken)
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        if _shutdown:
            raise RuntimeError("cannot schedule new futures after interpreter shutdown")
        future = Future()
        _sync.put(self._gate, True, None)
        self._work.append((future, fn, args, kwargs))
        # A new thread only where none is idle.
        if self._idle > 0:
            self._idle -= 1
        elif len(self._threads) < self._max_workers:
            name = f"{self._thread_name_prefix}_{len(self._threads)}"
            thread = threading.Thread(name=name, target=_worker, args=(self,), daemon=False)
            thread._of_pool = True
            thread.start()
            self._threads.append(thread)
        return future

    @_atomic
    def _next(self):
        _sync.get(self._gate, True, None)
        return self._work.popleft()

    @_atomic
    def _wake(self):
        _sync.put(self._gate, True, None)
        self._work.append(None)

    @_atomic
    def _drain(self):
        """Takes back everything that waits to be run."""
        futures = []
        while _sync.get(self._gate, False, None):
            item = self._work.popleft()
            if item is not None:
                futures.append(item[0])
        return futures

    def _initializer_failed(self):
        self._broken = "A thread initializer failed, the thread pool is not usable anymore"
        for future in self._drain():
            future.set_exception(BrokenThreadPool(self._broken))

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        if cancel_futures:
            for future in self._drain():
                future.cancel()
        self._wake()
        if wait:
            for thread in self._threads:
                thread.join()


def _worker(pool):
    if pool._initializer is not None:
        try:
            pool._initializer(*pool._initargs)
        except BaseException:
            import logging
            logging.getLogger("concurrent.futures").critical("Exception in initializer:", exc_info=True)
            pool._initializer_failed()
            return
    tid = _sync.current_tid()
    while True:
        item = pool._next()
        if item is None:
            if _shutdown or pool._shutdown:
                pool._shutdown = True
                pool._wake()
                return
            continue
        future, fn, args, kwargs = item
        item = None
        if not future.set_running_or_notify_cancel():
            _idle_again(pool)
            continue
        _sync.owner(future._done, tid)
        try:
            result = fn(*args, **kwargs)
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(result)
            result = None
        future = fn = args = kwargs = None
        _idle_again(pool)


@_atomic
def _idle_again(pool):
    pool._idle += 1
