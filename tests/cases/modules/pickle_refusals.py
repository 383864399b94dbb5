import pickle
import queue
import sys
import threading


def f():
    def g():
        pass

    class Local:
        pass
    return g, Local


def attempt(value):
    try:
        print(pickle.dumps(value))
    except Exception as error:
        name = f"{type(error).__module__}.{type(error).__name__}"
        text = str(error)
        at = text.find(" at 0x")
        if at >= 0:
            text = text[:at] + text[text.index(">", at):]
        print(name, text)


g, Local = f()
h = lambda: 1
for value in (lambda: 1, h, g, Local, Local(), threading.Lock(), threading.RLock(), threading.Event(), threading.Condition(),
              threading.Semaphore(), threading.Barrier(2), threading.Thread(), queue.Queue(), queue.SimpleQueue(), threading.local(),
              (x for x in ()), sys, sys.stdout, {}.keys(), {}.values(), {}.items(), g.__code__, property(), classmethod(g), staticmethod(g),
              Local.__dict__, [1, [threading.Lock()]], {"k": h}):
    attempt(value)


class Holder:
    def __init__(self):
        self.name = "n"
        self.lock = threading.Lock()


attempt(Holder())
attempt([Holder])


def shadowed():
    pass


old = shadowed


def shadowed():
    pass


attempt(old)
gone = Holder
del Holder
attempt(gone)
odd = type("Odd", (), {"__module__": "nowhere"})
attempt(odd)
attempt(odd())
