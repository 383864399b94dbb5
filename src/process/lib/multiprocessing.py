"""Processes are not there yet; `multiprocessing.dummy` and `multiprocessing.pool.ThreadPool` work with threads."""


class ProcessError(Exception):
    pass


class BufferTooShort(ProcessError):
    pass


class TimeoutError(ProcessError):
    pass


class AuthenticationError(ProcessError):
    pass


def cpu_count():
    import os
    return os.cpu_count()


def freeze_support():
    pass


def set_start_method(method, force=False):
    pass


def get_start_method(allow_none=False):
    return "fork"


def _missing(name):
    def unsupported(*args, **kwargs):
        raise NotImplementedError(f"multiprocessing.{name}: processes are not supported yet; threads are "
                                  "(threading, concurrent.futures.ThreadPoolExecutor, multiprocessing.dummy)")
    unsupported.__name__ = unsupported.__qualname__ = name
    return unsupported


class Process:
    def __init__(self, *args, **kwargs):
        _missing("Process")()


Pool = _missing("Pool")
Queue = _missing("Queue")
SimpleQueue = _missing("SimpleQueue")
JoinableQueue = _missing("JoinableQueue")
Pipe = _missing("Pipe")
Value = _missing("Value")
Array = _missing("Array")
RawValue = _missing("RawValue")
RawArray = _missing("RawArray")
Manager = _missing("Manager")
Lock = _missing("Lock")
RLock = _missing("RLock")
Condition = _missing("Condition")
Event = _missing("Event")
Semaphore = _missing("Semaphore")
BoundedSemaphore = _missing("BoundedSemaphore")
Barrier = _missing("Barrier")
get_context = _missing("get_context")
current_process = _missing("current_process")
active_children = _missing("active_children")
