import multiprocessing as mp

gate = mp.Event()


def attempt(call):
    try:
        print(call())
    except (AssertionError, ValueError, AttributeError, TypeError) as error:
        print(type(error).__name__, error)


p = mp.Process(target=gate.wait)
attempt(p.join)
attempt(p.terminate)
p.start()
attempt(p.start)
attempt(p.close)
attempt(lambda: setattr(p, "daemon", True))
attempt(lambda: setattr(p, "pid", 5))
gate.set()
p.join()
attempt(p.start)
attempt(p.close)
attempt(lambda: p.exitcode)
attempt(p.is_alive)
attempt(p.join)
attempt(p.close)
print(repr(p).replace(str(mp.current_process().pid), "ME"), p.name)
attempt(lambda: mp.Process(target=print, args=5))
attempt(lambda: mp.Process(1))
attempt(lambda: mp.Process(nonsense=1))
attempt(lambda: mp.Process(target=5).run())
