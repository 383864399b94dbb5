"""Queues between processes: a pipe, locks at both its ends, and a thread that feeds it."""

import _sync
import os
import threading
from collections import deque
from multiprocessing import connection, context, process
from multiprocessing.reduction import ForkingPickler
from multiprocessing.synchronize import SEM_VALUE_MAX, BoundedSemaphore, Condition, Lock, Semaphore
from multiprocessing.util import Finalize, debug, info, is_exiting
from queue import Empty, Full

__all__ = ["Queue", "SimpleQueue", "JoinableQueue"]

_sentinel = object()


class _Buffer:
    """What the feeder has still to write. The kernel counts it."""

    def __init__(self):
        self.items = deque()
        self.gate = _sync.queue(0)

    @_atomic
    def put(self, item):
        _sync.put(self.gate, True, None)
        self.items.append(item)

    @_atomic
    def get(self):
        _sync.get(self.gate, True, None)
        return self.items.popleft()


class Queue:
    def __init__(self, maxsize=0, *, ctx):
        if maxsize <= 0:
            maxsize = SEM_VALUE_MAX
        self._maxsize = maxsize
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock = Lock(ctx=ctx, label="queue")
        self._opid = os.getpid()
        self._wlock = Lock(ctx=ctx, label="queue")
        self._sem = BoundedSemaphore(maxsize, ctx=ctx, label="queue")
        self._ignore_epipe = False
        self._reset()

    def __getstate__(self):
        context.assert_spawning(self)
        return (self._ignore_epipe, self._maxsize, self._reader, self._writer, self._rlock, self._wlock, self._sem, self._opid)

    def __setstate__(self, state):
        (self._ignore_epipe, self._maxsize, self._reader, self._writer,
         self._rlock, self._wlock, self._sem, self._opid) = state
        self._reset()

    def _reset(self):
        self._generation = process._generation
        self._buffer = None
        self._thread = None
        self._jointhread = None
        self._joincancelled = False
        self._closed = False
        self._close = None

    def _check_open(self):
        if self._generation != process._generation:
            self._reset()
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")

    def put(self, obj, block=True, timeout=None):
        self._check_open()
        if not self._sem.acquire(block, timeout):
            raise Full
        self._feed_with(obj)

    def _feed_with(self, obj):
        if self._thread is None:
            self._start_thread()
        self._buffer.put(obj)

    def get(self, block=True, timeout=None):
        self._check_open()
        if block and timeout is None:
            with self._rlock:
                data = self._reader.recv_bytes()
            self._sem.release()
            return ForkingPickler.loads(data)
        if block:
            from time import monotonic
            end = monotonic() + timeout
        if not self._rlock.acquire(block, timeout):
            raise Empty
        try:
            if not self._reader.poll(max(end - monotonic(), 0) if block else 0.0):
                raise Empty
            data = self._reader.recv_bytes()
            self._sem.release()
        finally:
            self._rlock.release()
        return ForkingPickler.loads(data)

    def qsize(self):
        return self._maxsize - self._sem._semlock._get_value()

    def empty(self):
        return not self._reader.poll()

    def full(self):
        return self._sem._semlock._is_zero()

    def get_nowait(self):
        return self.get(False)

    def put_nowait(self, obj):
        return self.put(obj, False)

    def close(self):
        if self._generation != process._generation:
            self._reset()
        self._closed = True
        close, self._close = self._close, None
        if close:
            close()

    def join_thread(self):
        debug("Queue.join_thread()")
        assert self._closed, "Queue {0!r} not closed".format(self)
        if self._jointhread:
            self._jointhread()

    def cancel_join_thread(self):
        debug("Queue.cancel_join_thread()")
        if self._generation != process._generation:
            self._reset()
        self._joincancelled = True
        if self._jointhread is not None:
            self._jointhread.cancel()

    def _start_thread(self):
        self._buffer = _Buffer()
        self._thread = threading.Thread(target=self._feed, args=(self._buffer,), name="QueueFeederThread", daemon=True)
        self._thread.start()
        if not self._joincancelled:
            self._jointhread = Finalize(self._thread, self._thread.join, exitpriority=-5)
        self._close = Finalize(self, self._buffer.put, [_sentinel], exitpriority=10)

    def _feed(self, buffer):
        debug("starting thread to feed data to pipe")
        while True:
            obj = buffer.get()
            if obj is _sentinel:
                debug("feeder thread got sentinel -- exiting")
                self._reader.close()
                self._writer.close()
                return
            try:
                data = ForkingPickler.dumps(obj)
                with self._wlock:
                    self._writer.send_bytes(data)
            except Exception as error:
                if self._ignore_epipe and getattr(error, "errno", 0) == 32:
                    return
                if is_exiting():
                    info("error in queue thread: %s", error)
                    return
                # The object counts as removed from the queue.
                self._sem.release()
                self._on_queue_feeder_error(error, obj)
            obj = None

    @staticmethod
    def _on_queue_feeder_error(e, obj):
        import traceback
        traceback.print_exception(e)


class JoinableQueue(Queue):
    def __init__(self, maxsize=0, *, ctx):
        Queue.__init__(self, maxsize, ctx=ctx)
        self._unfinished_tasks = Semaphore(0, ctx=ctx, label="queue")
        self._cond = Condition(ctx=ctx)

    def __getstate__(self):
        return Queue.__getstate__(self) + (self._cond, self._unfinished_tasks)

    def __setstate__(self, state):
        Queue.__setstate__(self, state[:-2])
        self._cond, self._unfinished_tasks = state[-2:]

    def put(self, obj, block=True, timeout=None):
        self._check_open()
        if not self._sem.acquire(block, timeout):
            raise Full
        with self._cond:
            self._feed_with(obj)
            self._unfinished_tasks.release()

    def task_done(self):
        with self._cond:
            if not self._unfinished_tasks.acquire(False):
                raise ValueError("task_done() called too many times")
            if self._unfinished_tasks._semlock._is_zero():
                self._cond.notify_all()

    def join(self):
        with self._cond:
            if not self._unfinished_tasks._semlock._is_zero():
                self._cond.wait()


class SimpleQueue:
    def __init__(self, *, ctx):
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock = Lock(ctx=ctx, label="queue")
        self._wlock = Lock(ctx=ctx, label="queue")

    def close(self):
        self._reader.close()
        self._writer.close()

    def empty(self):
        return not self._reader.poll()

    def __getstate__(self):
        context.assert_spawning(self)
        return (self._reader, self._writer, self._rlock, self._wlock)

    def __setstate__(self, state):
        self._reader, self._writer, self._rlock, self._wlock = state

    def get(self):
        with self._rlock:
            data = self._reader.recv_bytes()
        return ForkingPickler.loads(data)

    def put(self, obj):
        data = ForkingPickler.dumps(obj)
        with self._wlock:
            self._writer.send_bytes(data)
