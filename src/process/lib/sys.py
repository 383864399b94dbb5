"""The interpreter's own affairs."""

import _sys
from _sys import (argv, byteorder, executable, exit, float_info_values, getrecursionlimit, getsizeof, intern,
                  maxsize, platform, setrecursionlimit, stderr, stdin, stdout)

__stdin__, __stdout__, __stderr__ = stdin, stdout, stderr
copyright = "Racecourse"
version = "3.11.7 (Racecourse)"
hexversion = 0x030B07F0
api_version = 1013
maxunicode = 0x10FFFF
dont_write_bytecode = True
path = [""]
orig_argv = ["python3"] + argv
prefix = exec_prefix = base_prefix = base_exec_prefix = "/usr"
warnoptions = []
flags = None
ps1, ps2 = ">>> ", "... "
_switch_interval = 0.005
builtin_module_names = ("_sync", "_sys", "_time", "math")


class _Record(tuple):
    """A tuple whose items have names."""

    def __new__(cls, items):
        return tuple.__new__(cls, items)

    def __repr__(self):
        fields = ", ".join(f"{name}={value!r}" for name, value in zip(self._names, self))
        return f"{self._title}({fields})"

    def __getattr__(self, name):
        if name in self._names:
            return self[self._names.index(name)]
        raise AttributeError(f"'{self._title}' object has no attribute '{name}'")


class _VersionInfo(_Record):
    _title = "sys.version_info"
    _names = ("major", "minor", "micro", "releaselevel", "serial")


class _FloatInfo(_Record):
    _title = "sys.float_info"
    _names = ("max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix",
              "rounds")


class _IntInfo(_Record):
    _title = "sys.int_info"
    _names = ("bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold")


class _ThreadInfo(_Record):
    _title = "sys.thread_info"
    _names = ("name", "lock", "version")


class _HashInfo(_Record):
    _title = "sys.hash_info"
    _names = ("width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff")


version_info = _VersionInfo((3, 11, 7, "final", 0))
float_info = _FloatInfo(float_info_values)
int_info = _IntInfo((30, 4, 4300, 640))
thread_info = _ThreadInfo(("pthread", "semaphore", "racecourse"))
hash_info = _HashInfo((64, 2305843009213693951, 314159, 0, 1000003, "fx", 64, 64, 0))


class _Implementation:
    name = "racecourse"
    version = version_info
    hexversion = hexversion
    cache_tag = None


implementation = _Implementation


class _Modules:
    """`sys.modules`: reads what is loaded."""

    def __getitem__(self, name):
        module = _sys.module(name)
        if module is None:
            raise KeyError(name)
        return module

    def get(self, name, default=None):
        module = _sys.module(name)
        return default if module is None else module

    def __contains__(self, name):
        return _sys.module(name) is not None

    def __iter__(self):
        return iter(_sys.module_names())

    def __len__(self):
        return len(_sys.module_names())

    def keys(self):
        return _sys.module_names()

    def values(self):
        return [_sys.module(name) for name in _sys.module_names()]

    def items(self):
        return [(name, _sys.module(name)) for name in _sys.module_names()]


modules = _Modules()


def exc_info():
    error = _sys.current_exception()
    if error is None:
        return (None, None, None)
    return (type(error), error, error.__traceback__)


def exception():
    return _sys.current_exception()


def excepthook(kind, value, tb, /):
    # Unlike `traceback`, the hook says which name may have been meant.
    stderr.write(_sys.format_exception(value))
    stderr.flush()


__excepthook__ = excepthook


def displayhook(value, /):
    if value is not None:
        print(repr(value))


def getswitchinterval():
    return _switch_interval


def setswitchinterval(interval, /):
    global _switch_interval
    if interval <= 0:
        raise ValueError("switch interval must be strictly positive")
    _switch_interval = float(interval)


def getdefaultencoding():
    return "utf-8"


def getfilesystemencoding():
    return "utf-8"


def getrefcount(object, /):
    return 2


def settrace(function, /):
    pass


def setprofile(function, /):
    pass


def gettrace():
    return None


def getprofile():
    return None


def is_finalizing():
    return False


def get_int_max_str_digits():
    return _sys.int_max_str_digits()


def set_int_max_str_digits(maxdigits):
    _sys.int_max_str_digits(maxdigits)


def audit(event, /, *args):
    pass


def _current_frames():
    raise NotImplementedError("sys._current_frames is not supported: frames are not objects here")


def _getframe(depth=0, /):
    raise NotImplementedError("sys._getframe is not supported: frames are not objects here")
