"""Signals. The kernel delivers them; handlers written in Python run in the main thread, by way of `_deliver`."""

import _posix
import _sync
import _sys
import enum


class Signals(enum.IntEnum):
    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGILL = 4
    SIGTRAP = 5
    SIGABRT = 6
    SIGBUS = 7
    SIGFPE = 8
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGSTKFLT = 16
    SIGCHLD = 17
    SIGCONT = 18
    SIGSTOP = 19
    SIGTSTP = 20
    SIGTTIN = 21
    SIGTTOU = 22
    SIGURG = 23
    SIGXCPU = 24
    SIGXFSZ = 25
    SIGVTALRM = 26
    SIGPROF = 27
    SIGWINCH = 28
    SIGIO = 29
    SIGPWR = 30
    SIGSYS = 31
    SIGRTMIN = 34
    SIGRTMAX = 64

    __str__ = int.__repr__


class Handlers(enum.IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1

    __str__ = int.__repr__


class Sigmasks(enum.IntEnum):
    SIG_BLOCK = 0
    SIG_UNBLOCK = 1
    SIG_SETMASK = 2

    __str__ = int.__repr__


(SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGKILL, SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM,
 SIGTERM, SIGSTKFLT, SIGCHLD, SIGCONT, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGURG, SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF,
 SIGWINCH, SIGIO, SIGPWR, SIGSYS, SIGRTMIN, SIGRTMAX) = Signals
SIGIOT, SIGCLD, SIGPOLL = SIGABRT, SIGCHLD, SIGIO
SIG_DFL, SIG_IGN = Handlers
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = Sigmasks
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2
NSIG = 65

_WORDS = {
    1: "Hangup", 2: "Interrupt", 3: "Quit", 4: "Illegal instruction", 5: "Trace/breakpoint trap", 6: "Aborted",
    7: "Bus error", 8: "Floating point exception", 9: "Killed", 10: "User defined signal 1", 11: "Segmentation fault",
    12: "User defined signal 2", 13: "Broken pipe", 14: "Alarm clock", 15: "Terminated", 16: "Stack fault",
    17: "Child exited", 18: "Continued", 19: "Stopped (signal)", 20: "Stopped", 21: "Stopped (tty input)",
    22: "Stopped (tty output)", 23: "Urgent I/O condition", 24: "CPU time limit exceeded", 25: "File size limit exceeded",
    26: "Virtual timer expired", 27: "Profiling timer expired", 28: "Window changed", 29: "I/O possible",
    30: "Power failure", 31: "Bad system call", 34: "Real-time signal 0", 64: "Real-time signal 30"}

ItimerError = OSError


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


# What was set, by number; the kernel knows the rest to do the default. SIGPIPE and SIGXFSZ start ignored, as in CPython.
_handlers = {2: default_int_handler, 13: SIG_IGN, 25: SIG_IGN}


def _known(number):
    try:
        return Signals(number)
    except ValueError:
        return number


def _whole(value):
    if not isinstance(value, int):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return int(value)


def _checked(signalnum):
    number = _whole(signalnum)
    if not 1 <= number < NSIG:
        raise ValueError("signal number out of range")
    return number


def _in_main_thread():
    threading = _sys.module("threading")
    tid = _sync.current_tid()
    return tid == (0 if threading is None else threading._main_thread._tid)


@_atomic
def signal(signalnum, handler, /):
    number = _whole(signalnum)
    if not _in_main_thread():
        raise ValueError("signal only works in main thread of the main interpreter")
    number = _checked(number)
    if isinstance(handler, int) and handler in (0, 1):
        handler = Handlers(handler)
        action = int(handler)
    elif callable(handler):
        action = 2
    else:
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    if number in (9, 19):
        raise OSError(22, "Invalid argument")
    before = _handlers.get(number, SIG_DFL)
    _posix.set_signal(number, action)
    _handlers[number] = handler
    return before


def getsignal(signalnum, /):
    return _handlers.get(_checked(signalnum), SIG_DFL)


class frame:
    """What stands for the frame that a handler interrupts: there are no frame objects here."""

    __module__ = "builtins"
    f_back = None
    f_lineno = 0


def _deliver(number):
    """Called by the VM, in the main thread, for a signal that came."""
    if number == 14 and _interval:
        _posix.alarm(_interval)
    handler = _handlers.get(number, SIG_DFL)
    if callable(handler) and not isinstance(handler, Handlers):
        handler(number, frame())


def raise_signal(signalnum, /):
    import os
    number = _whole(signalnum)
    if not 0 <= number < NSIG:
        raise OSError(22, "Invalid argument")
    os.kill(os.getpid(), number)


_interval = 0.0


def alarm(seconds, /):
    global _interval
    _interval = 0.0
    from math import ceil
    return ceil(_posix.alarm(float(_whole(seconds))))


def setitimer(which, seconds, interval=0.0, /):
    if which != ITIMER_REAL:
        raise NotImplementedError("signal.setitimer is supported for ITIMER_REAL only")
    global _interval
    if seconds < 0 or interval < 0:
        raise ItimerError(22, "Invalid argument")
    before, _interval = _interval, float(interval)
    return (_posix.alarm(float(seconds)), before)


def getitimer(which, /):
    left = _posix.alarm(0.0)
    if left:
        _posix.alarm(left)
    return (left, _interval)


def pause():
    _posix.pause()


def siginterrupt(signalnum, flag, /):
    pass


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    return -1


def valid_signals():
    return {_known(number) for number in range(1, NSIG) if number not in (32, 33)}


def strsignal(signalnum, /):
    number = _checked(signalnum)
    if number not in _WORDS and number >= 34:
        return f"Real-time signal {number - 34}"
    return _WORDS.get(number)


def pthread_kill(thread_id, signalnum, /):
    import os
    os.kill(os.getpid(), signalnum)


def _unsupported(name):
    def missing(*args, **kwargs):
        raise NotImplementedError(f"signal.{name} is not supported")
    missing.__name__ = missing.__qualname__ = name
    return missing


sigwait = _unsupported("sigwait")
sigwaitinfo = _unsupported("sigwaitinfo")
sigtimedwait = _unsupported("sigtimedwait")
pthread_sigmask = _unsupported("pthread_sigmask")
sigpending = _unsupported("sigpending")

_posix.set_signal_hook(_deliver)
