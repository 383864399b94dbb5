"""The low-level names of `threading`."""

import _sync
from _sync import TIMEOUT_MAX, allocate_lock
from threading import ExceptHookArgs as _ExceptHookArgs, get_ident, get_native_id, stack_size, local as _local

LockType = type(allocate_lock())
error = RuntimeError


def start_new_thread(function, args, kwargs={}, /):
    from threading import Thread

    def run():
        function(*args, **kwargs)
    thread = Thread(target=run, daemon=True)
    thread.start()
    return thread.ident


start_new = start_new_thread


def exit():
    raise SystemExit


def interrupt_main(signum=2, /):
    raise NotImplementedError("_thread.interrupt_main is not supported")
