import threading

seen = []


def hook(args):
    seen.append((args.exc_type.__name__, str(args.exc_value), args.thread.name, args.exc_traceback is not None))


threading.excepthook = hook


def fail(text):
    raise ValueError(text)


threads = [threading.Thread(target=fail, args=(f"no {n}",), name=f"t{n}") for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(seen))


def leave():
    raise SystemExit(3)


t = threading.Thread(target=leave)
t.start()
t.join()
print(len(seen), t.is_alive())
print(threading.__excepthook__ is not hook)
