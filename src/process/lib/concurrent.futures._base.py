"""Future and what waits for futures."""

import _sync

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

PENDING = "PENDING"
RUNNING = "RUNNING"
CANCELLED = "CANCELLED"
CANCELLED_AND_NOTIFIED = "CANCELLED_AND_NOTIFIED"
FINISHED = "FINISHED"

_OVER = (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)
_SHOWN = {PENDING: "pending", RUNNING: "running", CANCELLED: "cancelled", CANCELLED_AND_NOTIFIED: "cancelled",
          FINISHED: "finished"}

TimeoutError = TimeoutError


class Error(Exception):
    """Base class for all future-related exceptions."""


class CancelledError(Error):
    """The Future was cancelled."""


class InvalidStateError(Error):
    """The operation is not allowed in this state."""


class BrokenExecutor(RuntimeError):
    """Raised when a executor has become non-functional after a severe failure."""


class Future:
    def __init__(self):
        self._state = PENDING
        self._result = None
        self._exception = None
        self._waiters = []
        self._done_callbacks = []
        self._done = _sync.future()

    def __repr__(self):
        text = f"<{self.__class__.__name__} at {id(self):#x} state={_SHOWN[self._state]}"
        if self._state == FINISHED:
            if self._exception:
                text += f" raised {self._exception.__class__.__name__}"
            else:
                text += f" returned {self._result.__class__.__name__}"
        return text + ">"

    # Every change of state and what it wakes is one step.

    @_atomic
    def _finish(self, state):
        self._state = state
        _sync.set(self._done)
        for waiter in self._waiters:
            waiter.note(self)

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._call_back(callback)

    def _call_back(self, callback):
        try:
            callback(self)
        except Exception:
            import logging
            logging.getLogger("concurrent.futures").exception("exception calling callback for %r", self)

    @_atomic
    def _cancel(self):
        if self._state in (RUNNING, FINISHED):
            return False
        if self._state == PENDING:
            self._state = CANCELLED
            _sync.set(self._done)
            return None
        return True

    def cancel(self):
        done = self._cancel()
        if done is None:
            self._invoke_callbacks()
            return True
        return done

    def cancelled(self):
        return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        return self._state == RUNNING

    def done(self):
        return _sync.is_set(self._done)

    def _outcome(self, timeout):
        _sync.wait(self._done, timeout)
        if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
            raise CancelledError()
        if self._state != FINISHED:
            raise TimeoutError()

    def result(self, timeout=None):
        self._outcome(timeout)
        if self._exception is not None:
            try:
                raise self._exception
            finally:
                self = None
        return self._result

    def exception(self, timeout=None):
        self._outcome(timeout)
        return self._exception

    @_atomic
    def _add_callback(self, fn):
        if self._state in _OVER:
            return False
        self._done_callbacks.append(fn)
        return True

    def add_done_callback(self, fn):
        if not self._add_callback(fn):
            self._call_back(fn)

    # For executors.

    @_atomic
    def set_running_or_notify_cancel(self):
        if self._state == CANCELLED:
            self._finish(CANCELLED_AND_NOTIFIED)
            return False
        if self._state == PENDING:
            self._state = RUNNING
            return True
        import logging
        logging.getLogger("concurrent.futures").critical("Future %s in unexpected state: %s", id(self), self._state)
        raise RuntimeError("Future in unexpected state")

    def set_result(self, result):
        self._set(result, None)
        if self._done_callbacks:
            self._invoke_callbacks()

    def set_exception(self, exception):
        self._set(None, exception)
        if self._done_callbacks:
            self._invoke_callbacks()

    @_atomic
    def _set(self, result, exception):
        if self._state in _OVER:
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._result = result
        self._exception = exception
        self._finish(FINISHED)


class _Waiter:
    """Collects futures that finish, and sets its event when there are enough."""

    def __init__(self, futures, return_when):
        self.finished = []
        self.event = _sync.event()
        self.left = len(futures) if return_when != FIRST_COMPLETED else 1
        self.on_error = return_when == FIRST_EXCEPTION

    def note(self, future):
        self.finished.append(future)
        self.left -= 1
        if self.left <= 0 or (self.on_error and future._state == FINISHED and future._exception is not None):
            _sync.set(self.event)


def _over(future):
    return future._state in (CANCELLED_AND_NOTIFIED, FINISHED)


@_atomic
def _enrol(futures, waiter):
    for future in futures:
        future._waiters.append(waiter)


@_atomic
def _dismiss(futures, waiter):
    for future in futures:
        if waiter in future._waiters:
            future._waiters.remove(waiter)


@_atomic
def _watch(fs, return_when):
    """The futures that are over, the others, and a waiter on these (None where nothing is to be waited for)."""
    done = {f for f in fs if _over(f)}
    rest = [f for f in fs if f not in done]
    if not rest:
        return done, rest, None
    if return_when == FIRST_COMPLETED and done:
        return done, rest, None
    if return_when == FIRST_EXCEPTION and any(f for f in done if not f.cancelled() and f._exception is not None):
        return done, rest, None
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return condition: {return_when!r}")
    waiter = _Waiter(rest, return_when)
    _enrol(rest, waiter)
    return done, rest, waiter


class DoneAndNotDoneFutures(tuple):
    def __new__(cls, done, not_done):
        return tuple.__new__(cls, (done, not_done))

    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])

    def __repr__(self):
        return f"DoneAndNotDoneFutures(done={self[0]!r}, not_done={self[1]!r})"


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    done, rest, waiter = _watch(fs, return_when)
    if waiter is None:
        return DoneAndNotDoneFutures(done, fs - done)
    _sync.wait(waiter.event, timeout)
    _dismiss(rest, waiter)
    done.update(waiter.finished)
    return DoneAndNotDoneFutures(done, fs - done)


@_atomic
def _take(waiter):
    finished, waiter.finished = waiter.finished, []
    waiter.left = 1
    _sync.clear(waiter.event)
    return finished


@_atomic
def _watch_each(fs):
    waiter = _Waiter((), FIRST_COMPLETED)
    ready, rest = [], []
    for future in fs:
        (ready if _over(future) else rest).append(future)
    _enrol(rest, waiter)
    return ready, rest, waiter


def as_completed(fs, timeout=None):
    if timeout is not None:
        from _time import monotonic
        end = timeout + monotonic()
    fs = list(dict.fromkeys(fs))
    ready, rest, waiter = _watch_each(fs)
    left = len(fs)
    try:
        for future in ready:
            left -= 1
            yield future
        while left:
            remaining = None
            if timeout is not None:
                remaining = end - monotonic()
                if remaining < 0:
                    raise TimeoutError(f"{left} (of {len(fs)}) futures unfinished")
            _sync.wait(waiter.event, remaining)
            for future in _take(waiter):
                left -= 1
                yield future
    finally:
        _dismiss(rest, waiter)


class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        if timeout is not None:
            from _time import monotonic
            end = timeout + monotonic()
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            try:
                futures.reverse()
                while futures:
                    if timeout is None:
                        yield _result_or_cancel(futures.pop())
                    else:
                        yield _result_or_cancel(futures.pop(), end - monotonic())
            finally:
                for future in futures:
                    future.cancel()
        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


def _result_or_cancel(future, timeout=None):
    try:
        try:
            return future.result(timeout)
        finally:
            future.cancel()
    finally:
        del future
