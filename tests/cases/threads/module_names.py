import threading

# What the module has does not hang on what was asked for before.
print(all(name in dir(threading) for name in threading.__all__), hasattr(threading, "Waiter"))
try:
    threading.Waiter
except AttributeError as error:
    print(error)
print(threading.Condition.__module__, threading.Timer, threading.local.__module__)

from threading import *
print(sorted(name for name in threading.__all__ if globals()[name] is not getattr(threading, name)))
print(issubclass(BoundedSemaphore, Semaphore), issubclass(Timer, Thread), BrokenBarrierError.__mro__[1].__name__)


class Own(threading.Event):
    pass


event = Own()
Timer(0.01, event.set).start()
print(event.wait(), type(event).__mro__[1] is Event)
