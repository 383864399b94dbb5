"""Processes and descriptors: this part of `os` is about more than the file system."""

import _posix
import _sys
from _posix import kill, write

WNOHANG, WUNTRACED, WEXITED, WSTOPPED, WNOWAIT, WCONTINUED = 1, 2, 4, 2, 0x1000000, 8
P_ALL, P_PID, P_PGID = 0, 1, 2

_pid = None
_forked = False
_nonblocking = set()
_before, _after_in_parent, _after_in_child = [], [], []


def _number(value, name="an integer is required"):
    try:
        return value.__index__()
    except AttributeError:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer") from None


def getpid():
    global _pid
    if _pid is None:
        _pid = _posix.getpid()
    return _pid


def getppid():
    return _posix.getppid()


def getpgid(pid):
    return pid or getpid()


def getpgrp():
    return getpid()


def cpu_count():
    return _posix.processors()


def sched_getaffinity(pid):
    return set(range(_posix.processors()))


def register_at_fork(*, before=None, after_in_parent=None, after_in_child=None):
    if before is None and after_in_parent is None and after_in_child is None:
        raise TypeError("At least one argument is required.")
    for function in (before, after_in_parent, after_in_child):
        if function is not None and not callable(function):
            raise TypeError(f"'{type(function).__name__}' object is not callable")
    if before is not None:
        _before.insert(0, before)
    if after_in_parent is not None:
        _after_in_parent.append(after_in_parent)
    if after_in_child is not None:
        _after_in_child.append(after_in_child)


def _call_all(functions):
    for function in list(functions):
        try:
            function()
        except BaseException as error:
            import sys
            sys.stderr.write(f"Exception ignored in: {function!r}\n" + _sys.format_exception(error))


@_atomic
def _split():
    """The fork itself. The child knows its place before anything else runs in it."""
    global _pid, _forked
    pid = _posix.fork()
    if pid == 0:
        _pid = None
        _forked = True
        threading = _sys.module("threading")
        if threading is not None:
            threading._after_fork()
    return pid


def fork():
    _call_all(_before)
    pid = _split()
    if pid == 0:
        random = _sys.module("random")
        if random is not None:
            random.seed()
        _call_all(_after_in_child)
    else:
        _call_all(_after_in_parent)
    return pid


def _exit(status):
    _sys.end_process(_number(status))


def abort():
    _posix.set_signal(6, 0)
    kill(getpid(), 6)


def killpg(pgid, sig, /):
    kill(pgid, sig)


# Waiting for children.

def wait():
    return _posix.wait(-1, True, None)


def waitpid(pid, options, /):
    pid = _number(pid)
    return _posix.wait(-1 if pid in (0, -1) else pid, not _number(options) & WNOHANG, None)


def wait3(options):
    return waitpid(-1, options) + (None,)


def wait4(pid, options):
    return waitpid(pid, options) + (None,)


def WIFEXITED(status):
    return status & 0x7f == 0


def WEXITSTATUS(status):
    return status >> 8 & 0xff


def WIFSIGNALED(status):
    return 0 < status & 0x7f < 0x7f


def WTERMSIG(status):
    return status & 0x7f


def WIFSTOPPED(status):
    return status & 0xff == 0x7f


def WSTOPSIG(status):
    return status >> 8 & 0xff


def WIFCONTINUED(status):
    return status == 0xffff


def WCOREDUMP(status):
    return status & 0x80 != 0


def waitstatus_to_exitcode(status):
    status = _number(status)
    if WIFEXITED(status):
        return WEXITSTATUS(status)
    if WIFSIGNALED(status):
        return -WTERMSIG(status)
    if WIFSTOPPED(status):
        raise ValueError(f"process stopped by delivery of signal {WSTOPSIG(status)}")
    raise ValueError(f"invalid wait status: {status}")


# Descriptors.

def pipe():
    return _posix.pipe()


def pipe2(flags, /):
    return _posix.pipe()


def close(fd):
    _posix.close(fd)


def closerange(fd_low, fd_high, /):
    for fd in range(max(fd_low, 0), fd_high):
        try:
            _posix.close(fd)
        except OSError:
            pass


def dup(fd, /):
    return _posix.dup(fd)


def dup2(fd, fd2, inheritable=True):
    return _posix.dup2(fd, fd2)


def lseek(fd, position, how, /):
    return _posix.lseek(fd, position, how)


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    return _open_file(fd, mode, buffering, encoding, *args, **kwargs)


_open_file = open


def open(path, flags, mode=0o777, *, dir_fd=None):
    """`os.open`: the flags as a mode of the file system."""
    import os
    path = os.fspath(path)
    access = flags & 3
    there = os.path.exists(path)
    if flags & os.O_EXCL and flags & os.O_CREAT and there:
        raise FileExistsError(17, "File exists", path)
    if not there and not flags & os.O_CREAT:
        raise FileNotFoundError(2, "No such file or directory", path)
    if access == os.O_RDONLY:
        how = "rb"
    elif flags & os.O_APPEND:
        how = "ab"
    elif flags & os.O_TRUNC or not there:
        how = "wb"
    else:
        how = "r+b"
    if access == os.O_RDWR and "+" not in how:
        how += "+"
    return _posix.open(path, how)


def get_inheritable(fd, /):
    return False


def set_inheritable(fd, inheritable, /):
    pass


def read(fd, length, /):
    if fd in _nonblocking and not _posix.poll([fd], 0):
        raise BlockingIOError(11, "Resource temporarily unavailable")
    return _posix.read(fd, length)


def get_blocking(fd, /):
    return fd not in _nonblocking


def set_blocking(fd, blocking, /):
    if blocking:
        _nonblocking.discard(fd)
    else:
        _nonblocking.add(fd)


def isatty(fd, /):
    return False


def fsync(fd):
    pass


def nice(increment, /):
    return 0


def getpriority(which, who):
    return 0


def setsid():
    pass


def setpgid(pid, pgrp, /):
    pass


def setpgrp():
    pass
