import signal


def handler(number, frame):
    pass


print(repr(signal.getsignal(signal.SIGTERM)), repr(signal.getsignal(signal.SIGUSR1)), repr(signal.getsignal(signal.SIGCHLD)))
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.getsignal(signal.SIGTERM) is signal.SIG_DFL)
print(repr(signal.signal(signal.SIGTERM, handler)), signal.getsignal(signal.SIGTERM) is handler)
print(signal.signal(signal.SIGTERM, signal.SIG_IGN) is handler, repr(signal.getsignal(signal.SIGTERM)))
print(repr(signal.signal(signal.SIGTERM, signal.SIG_DFL)), signal.getsignal(signal.SIGTERM) == 0)
print(repr(signal.getsignal(signal.SIGPIPE)), signal.SIG_DFL, signal.SIG_IGN)
