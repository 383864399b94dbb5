"""The main thread: runs the program, reports what it did not catch, and ends as an interpreter does."""

import _mp
import _sync
import _sys


def _status_of(error):
    """The exit status that a SystemExit asks for; what is no number is printed."""
    code = error.code
    if code is None:
        return 0
    if isinstance(code, int):
        return code
    _flush()
    _write_error(f"{code}\n")
    return 1


def _write_error(text):
    sys = _sys.module("sys")
    stream = _sys.stderr if sys is None else sys.stderr
    try:
        stream.write(text)
        stream.flush()
    except Exception:
        _sys.stderr.write(text)


def _report(error):
    """Prints an uncaught exception through `sys.excepthook`; the exit status."""
    if isinstance(error, SystemExit):
        return _status_of(error)
    _sync.uncaught(_sys.format_exception(error))
    sys = _sys.module("sys")
    if sys is not None and sys.excepthook is not sys.__excepthook__:
        try:
            sys.excepthook(type(error), error, error.__traceback__)
        except SystemExit as leave:
            return _status_of(leave)
        except BaseException as second:
            _write_error("Error in sys.excepthook:\n" + _sys.format_exception(second) +
                         "\nOriginal exception was:\n" + _sys.format_exception(error))
    else:
        _write_error(_sys.format_exception(error))
    return 130 if isinstance(error, KeyboardInterrupt) else 1


def _flush():
    sys = _sys.module("sys")
    if sys is not None:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:
                pass
    for file in _sys.unflushed():
        try:
            file.flush()
        except Exception:
            pass


def _end_threads():
    threading = _sys.module("threading")
    if threading is None:
        return 0
    try:
        threading._shutdown()
    except BaseException as error:
        _write_error("Exception ignored in: <module 'threading'>\n" + _sys.format_exception(error))
        return 130 if isinstance(error, KeyboardInterrupt) else 0
    return 0


def _end_calls():
    atexit = _sys.module("atexit")
    if atexit is not None:
        atexit._run_exitfuncs()


def _end_by_signal():
    """A child that Ctrl-C ended says so to its parent."""
    processes = _sys.module("_processes")
    if processes is not None and processes._forked:
        import _posix
        _posix.set_signal(2, 0)
        _posix.kill(processes.getpid(), 2)


def main():
    status = 0
    interrupted = False
    try:
        payload = _mp.payload()
        if payload is None:
            _sys.import_module("__main__")
        else:
            from multiprocessing.spawn import _main
            status = _main(payload)
    except BaseException as error:
        status = _report(error)
        interrupted = isinstance(error, KeyboardInterrupt)
    status = _end_threads() or status
    _end_calls()
    _flush()
    if interrupted:
        _end_by_signal()
    _sys.end_process(status)


main()
