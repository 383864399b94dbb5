"""Signals: names only. Ctrl-C raises KeyboardInterrupt in the main thread."""

SIGHUP, SIGINT, SIGQUIT, SIGKILL, SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGCHLD = 1, 2, 3, 9, 10, 11, 12, 13, 14, 15, 17
SIG_DFL, SIG_IGN = 0, 1


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


_handlers = {SIGINT: default_int_handler}


def signal(signalnum, handler, /):
    raise NotImplementedError("signal.signal is not supported yet")


def getsignal(signalnum, /):
    return _handlers.get(signalnum, SIG_DFL)


def alarm(seconds, /):
    raise NotImplementedError("signal.alarm is not supported yet")


def pause():
    raise NotImplementedError("signal.pause is not supported yet")


def raise_signal(signalnum, /):
    if signalnum == SIGINT:
        raise KeyboardInterrupt
    raise NotImplementedError("signal.raise_signal is not supported yet")
