"""The operating system, as far as one process of this machine sees it."""

import _os
import os.path as path
from _os import getcwd, rename, strerror
from _processes import (
    P_ALL, P_PGID, P_PID, WCONTINUED, WCOREDUMP, WEXITED, WEXITSTATUS, WIFCONTINUED, WIFEXITED, WIFSIGNALED,
    WIFSTOPPED, WNOHANG, WNOWAIT, WSTOPPED, WSTOPSIG, WTERMSIG, WUNTRACED, _exit, abort, close, closerange, cpu_count, dup,
    dup2, fdopen, fork, fsync, get_blocking, get_inheritable, getpgid, getpgrp, getpid, getppid, getpriority, isatty, kill,
    killpg, lseek, nice, open, pipe, pipe2, read, register_at_fork, sched_getaffinity, set_blocking, set_inheritable, setpgid, setpgrp,
    setsid, wait, wait3, wait4, waitpid, waitstatus_to_exitcode, write)

name = "posix"
sep = "/"
altsep = None
extsep = "."
curdir = "."
pardir = ".."
pathsep = ":"
linesep = "\n"
devnull = "/dev/null"
defpath = "/bin:/usr/bin"
error = OSError
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 0, 1, 2, 64, 128, 512, 1024
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
EX_OK, EX_USAGE, EX_SOFTWARE = 0, 64, 70

def getuid():
    return 1000


geteuid = getgid = getegid = getuid


def getlogin():
    return "user"


def uname():
    from types import SimpleNamespace
    return SimpleNamespace(sysname="Linux", nodename="racecourse", release="6.0", version="#1", machine="x86_64")


def getloadavg():
    return (0.0, 0.0, 0.0)


def times():
    from types import SimpleNamespace
    from time import monotonic, process_time
    return SimpleNamespace(user=process_time(), system=0.0, children_user=0.0, children_system=0.0, elapsed=monotonic())


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    convert = getattr(type(path), "__fspath__", None)
    if convert is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    return convert(path)


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode() if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode() if isinstance(filename, bytes) else filename


def chdir(path):
    path = fspath(path)
    if not _os.exists(path):
        raise FileNotFoundError(2, "No such file or directory", path)
    if not _os.is_dir(path):
        raise NotADirectoryError(20, "Not a directory", path)
    parts = []
    for part in (path if path.startswith("/") else getcwd() + "/" + path).split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    _os.enter("/" + "/".join(parts))


def listdir(path="."):
    return _os.listdir("." if path is None else fspath(path))


def mkdir(path, mode=0o777, *, dir_fd=None):
    _os.mkdir(fspath(path), False)


def makedirs(name, mode=0o777, exist_ok=False):
    name = fspath(name)
    if _os.exists(name):
        if exist_ok and _os.is_dir(name):
            return
        raise FileExistsError(17, "File exists", name)
    _os.mkdir(name, True)


def remove(path, *, dir_fd=None):
    _os.remove(fspath(path))


unlink = remove


def rmdir(path, *, dir_fd=None):
    _os.rmdir(fspath(path))


def removedirs(name):
    rmdir(name)


def replace(src, dst):
    rename(fspath(src), fspath(dst))


def access(path, mode, **options):
    return _os.exists(fspath(path))


def stat(path, **options):
    from types import SimpleNamespace
    path = fspath(path)
    size = _os.size(path)
    mode = 0o040755 if _os.is_dir(path) else 0o100644
    return SimpleNamespace(st_size=size, st_mode=mode, st_mtime=0.0, st_ctime=0.0, st_atime=0.0, st_uid=1000, st_gid=1000)


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    folders, files = [], []
    for entry in listdir(top):
        (folders if path.isdir(path.join(top, entry)) else files).append(entry)
    if topdown:
        yield top, folders, files
    for folder in folders:
        yield from walk(path.join(top, folder), topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def urandom(size):
    from random import Random
    if size < 0:
        raise ValueError("negative argument not allowed")
    return Random(_os.entropy()).randbytes(size)


def sched_yield():
    from _sync import yield_
    yield_()


def system(command):
    raise NotImplementedError("os.system is not supported: there is no shell here")


def popen(cmd, mode="r", buffering=-1):
    raise NotImplementedError("os.popen is not supported: there is no shell here")


class _Environ:
    """The environment; what the program sets shadows what it was given."""

    def __init__(self):
        self._own = {}

    def _find(self, key):
        if not isinstance(key, str):
            raise TypeError(f"str expected, not {type(key).__name__}")
        if key in self._own:
            return self._own[key]
        return _os.environ(key)

    def __getitem__(self, key):
        value = self._find(key)
        if value is None:
            raise KeyError(key)
        return value

    def get(self, key, default=None):
        value = self._find(key)
        return default if value is None else value

    def __setitem__(self, key, value):
        for item in (key, value):
            if not isinstance(item, str):
                raise TypeError(f"str expected, not {type(item).__name__}")
        self._own[key] = value

    def __delitem__(self, key):
        self[key]
        self._own[key] = None

    def __contains__(self, key):
        return self._find(key) is not None

    def _known(self):
        for key in ("HOME", "LANG", "LOGNAME", "PATH", "PWD", "SHELL", "USER"):
            if key not in self._own and _os.environ(key) is not None:
                yield key
        for key, value in self._own.items():
            if value is not None:
                yield key

    def __iter__(self):
        return iter(list(self._known()))

    def __len__(self):
        return len(list(self._known()))

    def keys(self):
        return list(self._known())

    def values(self):
        return [self[key] for key in self]

    def items(self):
        return [(key, self[key]) for key in self]

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def pop(self, key, *default):
        value = self._find(key)
        if value is None:
            if default:
                return default[0]
            raise KeyError(key)
        del self[key]
        return value

    def update(self, other=(), **more):
        for key, value in dict(other, **more).items():
            self[key] = value

    def copy(self):
        return dict(self.items())

    def __repr__(self):
        return f"environ({self.copy()!r})"


environ = _Environ()


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(name, value):
    pass


class PathLike:
    pass


class terminal_size(tuple):
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return f"os.terminal_size(columns={self[0]}, lines={self[1]})"


def get_terminal_size(fd=1):
    return terminal_size((80, 24))
