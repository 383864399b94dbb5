import os
import signal
import threading

calls = [lambda: signal.signal(signal.SIGKILL, print), lambda: signal.signal(signal.SIGTERM, 5), lambda: signal.signal(0, print)]
calls += [lambda: signal.signal(99, print), lambda: signal.signal(signal.SIGTERM), lambda: signal.signal(signal.SIGTERM, None)]
calls += [lambda: os.kill(999_999, 0), lambda: os.kill(os.getpid(), 99), lambda: os.kill("me", 9), lambda: signal.Signals(99)]
calls += [lambda: signal.raise_signal(99), lambda: signal.getsignal(99), lambda: os.kill(os.getpid(), 0), lambda: signal.alarm("x")]
for call in calls:
    try:
        print(call())
    except (OSError, TypeError, ValueError) as error:
        print(type(error).__name__, error)


def elsewhere():
    try:
        signal.signal(signal.SIGTERM, print)
    except ValueError as error:
        print(error)


t = threading.Thread(target=elsewhere)
t.start()
t.join()
