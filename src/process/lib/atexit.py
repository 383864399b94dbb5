"""Functions to be called at the end."""

_calls = []


def register(func, /, *args, **kwargs):
    _calls.append((func, args, kwargs))
    return func


def unregister(func, /):
    _calls[:] = [call for call in _calls if call[0] != func]


def _run_exitfuncs():
    while _calls:
        func, args, kwargs = _calls.pop()
        try:
            func(*args, **kwargs)
        except BaseException as error:
            import sys
            import _sys
            sys.stderr.write(f"Exception ignored in atexit callback: {func!r}\n" + _sys.format_exception(error))


def _clear():
    _calls.clear()


def _ncallbacks():
    return len(_calls)
