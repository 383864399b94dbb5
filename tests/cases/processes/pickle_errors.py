import pickle
import threading


def local():
    class Inner:
        pass

    def function():
        pass

    return Inner, Inner(), function


inner_class, instance, function = local()
bad = [lambda: 0, inner_class, instance, function, [1, {"k": lambda: 0}], threading.Lock(), threading.RLock(), (n for n in "ab")]
bad += [open("f.txt", "w"), pickle, threading.Thread(), threading.local(), type(None)]
for thing in bad:
    try:
        pickle.loads(pickle.dumps(thing))
        print("fine")
    except Exception as error:
        print(type(error).__module__, type(error).__name__, *str(error).split(" at 0x")[:1])
for data in (b"", b"nonsense", pickle.dumps([1])[:-1], "text", b"\x80\x04."):
    try:
        pickle.loads(data)
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)
print(issubclass(pickle.PicklingError, pickle.PickleError), issubclass(pickle.UnpicklingError, pickle.PickleError))
