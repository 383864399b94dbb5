"""What has to be done when a process ends, or has been made; and the package's log."""

import atexit
import os
import sys
import threading
from multiprocessing import process

__all__ = ["sub_debug", "debug", "info", "sub_warning", "get_logger", "log_to_stderr", "register_after_fork", "is_exiting",
           "Finalize", "ForkAwareThreadLock", "ForkAwareLocal", "SUBDEBUG", "SUBWARNING"]

NOTSET = 0
SUBDEBUG = 5
DEBUG = 10
INFO = 20
SUBWARNING = 25
LOGGER_NAME = "multiprocessing"
DEFAULT_LOGGING_FORMAT = "[%(levelname)s/%(processName)s] %(message)s"
_logger = None
_log_to_stderr = False


def sub_debug(msg, *args):
    if _logger:
        _logger.log(SUBDEBUG, msg, *args)


def debug(msg, *args):
    if _logger:
        _logger.log(DEBUG, msg, *args)


def info(msg, *args):
    if _logger:
        _logger.log(INFO, msg, *args)


def sub_warning(msg, *args):
    if _logger:
        _logger.log(SUBWARNING, msg, *args)


def get_logger():
    """Returns logger used by multiprocessing"""
    global _logger
    import logging
    if not _logger:
        _logger = logging.getLogger(LOGGER_NAME)
        _logger.propagate = 0
        atexit.unregister(_exit_function)
        atexit.register(_exit_function)
    return _logger


def log_to_stderr(level=None):
    """Turn on logging and add a handler which prints to stderr"""
    global _log_to_stderr
    import logging
    logger = get_logger()
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(DEFAULT_LOGGING_FORMAT))
    logger.addHandler(handler)
    if level:
        logger.setLevel(level)
    _log_to_stderr = True
    return _logger


# After a Process object has been started, in the child.

_after_forkers = {}
_after_fork_count = 0


def _run_after_forkers():
    for obj, func in list(_after_forkers.values()):
        try:
            func(obj)
        except Exception as error:
            info("after forker raised exception %s", error)


def register_after_fork(obj, func):
    global _after_fork_count
    _after_fork_count += 1
    _after_forkers[_after_fork_count] = (obj, func)


# At the end of the process, by falling priority, the latest first.

_finalizers = {}
_finalizer_count = 0


class Finalize:
    """A call to be made at the end of the process, unless it was made before or cancelled."""

    def __init__(self, obj, callback, args=(), kwargs=None, exitpriority=None):
        global _finalizer_count
        if exitpriority is not None and not isinstance(exitpriority, int):
            raise TypeError("Exitpriority ({0!r}) must be None or int, not {1!s}".format(exitpriority, type(exitpriority)))
        if obj is None and exitpriority is None:
            raise ValueError("Without object, exitpriority cannot be None")
        _finalizer_count += 1
        self._callback = callback
        self._args = args
        self._kwargs = kwargs or {}
        self._key = (exitpriority, _finalizer_count)
        self._pid = os.getpid()
        _finalizers[self._key] = self

    def __call__(self, wr=None):
        if _finalizers.pop(self._key, None) is None:
            sub_debug("finalizer no longer registered")
            return None
        result = None
        if self._pid != os.getpid():
            sub_debug("finalizer ignored because different process")
        else:
            sub_debug("finalizer calling %s with args %s and kwargs %s", self._callback, self._args, self._kwargs)
            result = self._callback(*self._args, **self._kwargs)
        self._callback = self._args = self._kwargs = self._key = None
        return result

    def cancel(self):
        if _finalizers.pop(self._key, None) is not None:
            self._callback = self._args = self._kwargs = self._key = None

    def still_active(self):
        return self._key in _finalizers

    def __repr__(self):
        if self._key is None:
            return "<%s object, dead>" % self.__class__.__name__
        return "<%s object, callback=%s>" % (self.__class__.__name__, getattr(self._callback, "__name__", self._callback))


def _run_finalizers(minpriority=None):
    keys = [key for key in _finalizers if key[0] is not None and (minpriority is None or key[0] >= minpriority)]
    keys.sort(reverse=True)
    for key in keys:
        finalizer = _finalizers.get(key)
        if finalizer is not None:
            sub_debug("calling %s", finalizer)
            try:
                finalizer()
            except Exception:
                import traceback
                traceback.print_exc()
    if minpriority is None:
        _finalizers.clear()


_exiting = False


def is_exiting():
    """Returns true if the process is shutting down"""
    return _exiting


def _exit_function():
    global _exiting
    if _exiting:
        return
    _exiting = True
    info("process shutting down")
    debug('running all "atexit" finalizers with priority >= 0')
    _run_finalizers(0)
    for child in process.active_children():
        if child.daemon:
            info("calling terminate() for daemon %s", child.name)
            child._popen.terminate()
    for child in process.active_children():
        info("calling join() for process %s", child.name)
        child.join()
    debug('running the remaining "atexit" finalizers')
    _run_finalizers()


atexit.register(_exit_function)


class ForkAwareThreadLock:
    def __init__(self):
        self._renew()
        register_after_fork(self, ForkAwareThreadLock._renew)

    def _renew(self):
        self._lock = threading.Lock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)


class ForkAwareLocal(threading.local):
    def __init__(self):
        register_after_fork(self, lambda obj: obj.__dict__.clear())

    def __reduce__(self):
        return type(self), ()


class _NoInput:
    """The standard input of a child process: at its end."""

    name = "/dev/null"
    mode = "r"
    closed = False
    encoding = "utf-8"

    def read(self, size=-1):
        return ""

    readline = read

    def readlines(self, hint=-1):
        return []

    def __iter__(self):
        return iter(())

    def fileno(self):
        return 0

    def close(self):
        pass

    def readable(self):
        return True

    def isatty(self):
        return False


def _close_stdin():
    sys.stdin = _NoInput()


def _flush_std_streams():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError):
            pass


def close_fds(*fds):
    """Close each file descriptor given as an argument"""
    for fd in fds:
        os.close(fd)
