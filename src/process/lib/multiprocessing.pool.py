"""Pools of processes and of threads. Three threads stand between: one keeps the number of workers, one hands out tasks, one
takes results."""

import itertools
import os
import queue
import threading
import time
from collections import deque
from multiprocessing import TimeoutError, get_context, util
from multiprocessing._worker import (
    ExceptionWithTraceback, MaybeEncodingError, RemoteTraceback, _helper_reraises_exception, mapstar, rebuild_exc, remote_text,
    starmapstar, worker)
from multiprocessing.connection import wait

__all__ = ["Pool", "ThreadPool"]

INIT, RUN, CLOSE, TERMINATE = "INIT", "RUN", "CLOSE", "TERMINATE"

_jobs = itertools.count()


class _PoolCache(dict):
    """The results that are awaited. Tells the thread that keeps the workers when there are none any more."""

    def __init__(self, notifier):
        self.notifier = notifier
        dict.__init__(self)

    def __delitem__(self, item):
        dict.__delitem__(self, item)
        if not self:
            self.notifier.put(None)


class Pool:
    _wrap_exception = True

    @staticmethod
    def Process(ctx, *args, **kwds):
        return ctx.Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        self._pool = []
        self._state = INIT
        self._ctx = context or get_context()
        if processes is None:
            processes = os.cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if maxtasksperchild is not None:
            if not isinstance(maxtasksperchild, int) or maxtasksperchild <= 0:
                raise ValueError("maxtasksperchild must be a positive int or None")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._setup_queues()
        self._taskqueue = queue.SimpleQueue()
        self._cache = _PoolCache(self._change_notifier)
        self._maxtasksperchild = maxtasksperchild
        self._initializer = initializer
        self._initargs = initargs
        self._processes = processes
        try:
            self._repopulate_pool()
        except Exception:
            for process in self._pool:
                if process.exitcode is None:
                    process.terminate()
            for process in self._pool:
                process.join()
            raise
        self._worker_handler = self._handler(self._handle_workers)
        self._task_handler = self._handler(self._handle_tasks)
        self._result_handler = self._handler(self._handle_results)
        self._terminate = util.Finalize(self, self._terminate_pool, exitpriority=15)
        self._state = RUN

    def _handler(self, target):
        thread = threading.Thread(target=target, daemon=True)
        thread._state = RUN
        thread.start()
        return thread

    def _setup_queues(self):
        self._inqueue = self._ctx.SimpleQueue()
        self._outqueue = self._ctx.SimpleQueue()
        self._change_notifier = self._ctx.SimpleQueue()
        self._quick_put = self._inqueue._writer.send
        self._quick_get = self._outqueue._reader.recv

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} state={self._state} pool_size={len(self._pool)}>"

    def __reduce__(self):
        raise NotImplementedError("pool objects cannot be passed between processes or pickled")

    def _check_running(self):
        if self._state != RUN:
            raise ValueError("Pool not running")

    # The workers.

    def _repopulate_pool(self):
        for _ in range(self._processes - len(self._pool)):
            process = self.Process(self._ctx, target=worker,
                                   args=(self._inqueue, self._outqueue, self._initializer, self._initargs,
                                         self._maxtasksperchild, self._wrap_exception))
            process.name = process.name.replace("Process", "PoolWorker")
            process.daemon = True
            process.start()
            self._pool.append(process)
            util.debug("added worker")

    def _join_exited_workers(self):
        """Whether there were any."""
        cleaned = False
        for i in reversed(range(len(self._pool))):
            process = self._pool[i]
            if process.exitcode is not None:
                util.debug("cleaning up worker %d" % i)
                process.join()
                cleaned = True
                del self._pool[i]
        return cleaned

    def _maintain_pool(self):
        if self._join_exited_workers():
            self._repopulate_pool()

    def _wait_for_updates(self):
        wait([process.sentinel for process in self._pool] + [self._change_notifier._reader])
        while not self._change_notifier.empty():
            self._change_notifier.get()

    # The three threads.

    def _handle_workers(self):
        thread = threading.current_thread()
        while thread._state == RUN or (self._cache and thread._state != TERMINATE):
            self._maintain_pool()
            self._wait_for_updates()
        self._taskqueue.put(None)
        util.debug("worker handler exiting")

    def _handle_tasks(self):
        thread = threading.current_thread()
        cache, put = self._cache, self._quick_put
        for tasks, set_length in iter(self._taskqueue.get, None):
            task = None
            stopped = False
            for task in tasks:
                if thread._state != RUN:
                    util.debug("task handler found thread._state != RUN")
                    stopped = True
                    break
                try:
                    put(task)
                except Exception as error:
                    job, i = task[:2]
                    try:
                        cache[job]._set(i, (False, error))
                    except KeyError:
                        pass
            if stopped:
                break
            if set_length:
                util.debug("doing set_length()")
                set_length((task[1] if task else -1) + 1)
            task = tasks = job = None
        else:
            util.debug("task handler got sentinel")
        try:
            util.debug("task handler sending sentinel to result handler")
            self._outqueue.put(None)
            util.debug("task handler sending sentinel to workers")
            for _ in list(self._pool):
                put(None)
        except OSError:
            util.debug("task handler got OSError when sending sentinels")
        util.debug("task handler exiting")

    def _handle_results(self):
        thread = threading.current_thread()
        cache, get, outqueue = self._cache, self._quick_get, self._outqueue
        while True:
            try:
                task = get()
            except (OSError, EOFError):
                util.debug("result handler got EOFError/OSError -- exiting")
                return
            if thread._state != RUN:
                assert thread._state == TERMINATE, "Thread not in TERMINATE"
                util.debug("result handler found thread._state=TERMINATE")
                break
            if task is None:
                util.debug("result handler got sentinel")
                break
            self._hand_over(task)
            task = None
        while cache and thread._state != TERMINATE:
            try:
                task = get()
            except (OSError, EOFError):
                util.debug("result handler got EOFError/OSError -- exiting")
                return
            if task is None:
                util.debug("result handler ignoring extra sentinel")
                continue
            self._hand_over(task)
            task = None
        if hasattr(outqueue, "_reader"):
            util.debug("ensuring that outqueue is not full")
            try:
                for _ in range(10):
                    if not outqueue._reader.poll():
                        break
                    get()
            except (OSError, EOFError):
                pass
        util.debug("result handler exiting: len(cache)=%s, thread._state=%s", len(cache), thread._state)

    def _hand_over(self, task):
        job, i, outcome = task
        try:
            self._cache[job]._set(i, outcome)
        except KeyError:
            pass

    # One call.

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        self._taskqueue.put(([(result._job, 0, func, args, kwds)], None))
        return result

    # Many calls, in chunks.

    def map(self, func, iterable, chunksize=None):
        return self._map_async(func, iterable, mapstar, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, mapstar, chunksize, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        return self._map_async(func, iterable, starmapstar, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, starmapstar, chunksize, callback, error_callback)

    def _map_async(self, func, iterable, mapper, chunksize=None, callback=None, error_callback=None):
        self._check_running()
        if not hasattr(iterable, "__len__"):
            iterable = list(iterable)
        if chunksize is None:
            chunksize, extra = divmod(len(iterable), len(self._pool) * 4)
            if extra:
                chunksize += 1
        if len(iterable) == 0:
            chunksize = 0
        batches = _batches(func, iterable, chunksize)
        result = MapResult(self, chunksize, len(iterable), callback, error_callback)
        self._taskqueue.put((_tasks(result._job, mapper, batches), None))
        return result

    def imap(self, func, iterable, chunksize=1):
        return self._iterate(IMapIterator, func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        return self._iterate(IMapUnorderedIterator, func, iterable, chunksize)

    def _iterate(self, kind, func, iterable, chunksize):
        self._check_running()
        if chunksize < 1:
            raise ValueError(f"Chunksize must be 1+, not {chunksize:n}")
        result = kind(self)
        if chunksize == 1:
            self._taskqueue.put((_tasks(result._job, func, iterable), result._set_length))
            return result
        self._taskqueue.put((_tasks(result._job, mapstar, _batches(func, iterable, chunksize)), result._set_length))
        return (item for chunk in result for item in chunk)

    # The end.

    def close(self):
        util.debug("closing pool")
        if self._state == RUN:
            self._state = CLOSE
            self._worker_handler._state = CLOSE
            self._change_notifier.put(None)

    def terminate(self):
        util.debug("terminating pool")
        self._state = TERMINATE
        self._terminate()

    def join(self):
        util.debug("joining pool")
        if self._state == RUN:
            raise ValueError("Pool is still running")
        elif self._state not in (CLOSE, TERMINATE):
            raise ValueError("In unknown state")
        self._worker_handler.join()
        self._task_handler.join()
        self._result_handler.join()
        for process in self._pool:
            process.join()

    def _help_stuff_finish(self):
        """The thread that hands out tasks may be waiting for room."""
        util.debug("removing tasks from inqueue until task handler finished")
        self._inqueue._rlock.acquire()
        while self._task_handler.is_alive() and self._inqueue._reader.poll():
            self._inqueue._reader.recv()
            time.sleep(0)

    def _terminate_pool(self):
        util.debug("finalizing pool")
        self._worker_handler._state = TERMINATE
        self._change_notifier.put(None)
        self._task_handler._state = TERMINATE
        util.debug("helping task handler/workers to finish")
        self._help_stuff_finish()
        if not self._result_handler.is_alive() and len(self._cache) != 0:
            raise AssertionError("Cannot have cache with result_hander not alive")
        self._result_handler._state = TERMINATE
        self._change_notifier.put(None)
        self._outqueue.put(None)
        util.debug("joining worker handler")
        if threading.current_thread() is not self._worker_handler:
            self._worker_handler.join()
        processes = [process for process in self._pool if hasattr(process, "terminate")]
        util.debug("terminating workers")
        for process in processes:
            if process.exitcode is None:
                process.terminate()
        util.debug("joining task handler")
        if threading.current_thread() is not self._task_handler:
            self._task_handler.join()
        util.debug("joining result handler")
        if threading.current_thread() is not self._result_handler:
            self._result_handler.join()
        util.debug("joining pool workers")
        for process in processes:
            if process.is_alive():
                util.debug("cleaning up worker %d" % process.pid)
                process.join()

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()


def _batches(func, items, size):
    items = iter(items)
    while True:
        batch = tuple(itertools.islice(items, size))
        if not batch:
            return
        yield (func, batch)


def _tasks(job, func, iterable):
    """The tasks of a job; an iterable that fails ends them with its exception."""
    i = -1
    try:
        for i, item in enumerate(iterable):
            yield (job, i, func, (item,), {})
    except Exception as error:
        yield (job, i + 1, _helper_reraises_exception, (error,), {})


class ApplyResult:
    def __init__(self, pool, callback, error_callback):
        self._pool = pool
        self._event = threading.Event()
        self._job = next(_jobs)
        self._cache = pool._cache
        self._callback = callback
        self._error_callback = error_callback
        self._cache[self._job] = self

    def ready(self):
        return self._event.is_set()

    def successful(self):
        if not self.ready():
            raise ValueError("{0!r} not ready".format(self))
        return self._success

    def wait(self, timeout=None):
        self._event.wait(timeout)

    def get(self, timeout=None):
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, i, outcome):
        self._success, self._value = outcome
        if self._callback and self._success:
            self._callback(self._value)
        if self._error_callback and not self._success:
            self._error_callback(self._value)
        self._event.set()
        del self._cache[self._job]
        self._pool = None


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    def __init__(self, pool, chunksize, length, callback, error_callback):
        ApplyResult.__init__(self, pool, callback, error_callback)
        self._success = True
        self._value = [None] * length
        self._chunksize = chunksize
        if chunksize <= 0:
            self._number_left = 0
            self._event.set()
            del self._cache[self._job]
        else:
            self._number_left = length // chunksize + bool(length % chunksize)

    def _set(self, i, outcome):
        self._number_left -= 1
        success, value = outcome
        if success and self._success:
            self._value[i * self._chunksize:(i + 1) * self._chunksize] = value
        elif not success and self._success:
            self._success = False
            self._value = value
        if self._number_left > 0:
            return
        if self._success and self._callback:
            self._callback(self._value)
        if not self._success and self._error_callback:
            self._error_callback(self._value)
        del self._cache[self._job]
        self._event.set()
        self._pool = None


class IMapIterator:
    def __init__(self, pool):
        self._pool = pool
        self._cond = threading.Condition(threading.Lock())
        self._job = next(_jobs)
        self._cache = pool._cache
        self._items = deque()
        self._index = 0
        self._length = None
        self._unsorted = {}
        self._cache[self._job] = self

    def __iter__(self):
        return self

    def next(self, timeout=None):
        with self._cond:
            if not self._items:
                self._check_more()
                self._cond.wait(timeout)
                if not self._items:
                    self._check_more()
                    raise TimeoutError
            success, value = self._items.popleft()
        if success:
            return value
        raise value

    def __next__(self):
        return self.next()

    def _check_more(self):
        if self._index == self._length:
            self._pool = None
            raise StopIteration

    def _set(self, i, outcome):
        with self._cond:
            if self._index == i:
                self._items.append(outcome)
                self._index += 1
                while self._index in self._unsorted:
                    self._items.append(self._unsorted.pop(self._index))
                    self._index += 1
                self._cond.notify()
            else:
                self._unsorted[i] = outcome
            self._check_over()

    def _check_over(self):
        if self._index == self._length:
            del self._cache[self._job]
            self._pool = None

    def _set_length(self, length):
        with self._cond:
            self._length = length
            if self._index == self._length:
                self._cond.notify()
                self._check_over()


class IMapUnorderedIterator(IMapIterator):
    def _set(self, i, outcome):
        with self._cond:
            self._items.append(outcome)
            self._index += 1
            self._cond.notify()
            self._check_over()


class _Notifier:
    """What the processes' pool has a pipe for, between threads."""

    def __init__(self):
        self._queue = queue.SimpleQueue()
        self.put, self.get, self.empty = self._queue.put, self._queue.get, self._queue.empty


class ThreadPool(Pool):
    _wrap_exception = False

    @staticmethod
    def Process(ctx, *args, **kwds):
        from multiprocessing.dummy import Process
        return Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=()):
        Pool.__init__(self, processes, initializer, initargs)

    def _setup_queues(self):
        self._inqueue = queue.SimpleQueue()
        self._outqueue = queue.SimpleQueue()
        self._change_notifier = _Notifier()
        self._quick_put = self._inqueue.put
        self._quick_get = self._outqueue.get

    def _wait_for_updates(self):
        self._change_notifier.get()
        while not self._change_notifier.empty():
            self._change_notifier.get()

    def _help_stuff_finish(self):
        """Takes away all tasks, and lets the workers end instead."""
        try:
            while True:
                self._inqueue.get(block=False)
        except queue.Empty:
            pass
        for _ in range(len(self._pool)):
            self._inqueue.put(None)
