import signal

print(signal.SIGTERM, repr(signal.SIGTERM), signal.SIGTERM.name, signal.SIGTERM.value, signal.SIGTERM == 15, f"{signal.SIGTERM}")
print([int(s) for s in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGABRT, signal.SIGKILL, signal.SIGSEGV, signal.SIGPIPE)])
print([s.name for s in (signal.SIGALRM, signal.SIGUSR1, signal.SIGUSR2, signal.SIGCHLD, signal.SIGCONT, signal.SIGSTOP)])
print(signal.Signals(9), signal.Signals(9).name, signal.Signals["SIGINT"].value, isinstance(signal.SIGINT, int))
print(signal.strsignal(15), "|", signal.strsignal(9), "|", signal.strsignal(11), "|", signal.strsignal(10))
print(signal.SIGKILL in signal.valid_signals(), 0 in signal.valid_signals(), signal.Handlers(1).name)
