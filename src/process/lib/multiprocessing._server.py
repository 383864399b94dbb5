"""The process of a manager: the objects that live in it, and what answers calls of their methods."""

import queue
import threading
from multiprocessing import process, util
from multiprocessing.reduction import ForkingPickler


class Token:
    """What names a shared object."""

    def __init__(self, typeid, address, id):
        self.typeid, self.address, self.id = typeid, address, id

    def __getstate__(self):
        return (self.typeid, self.address, self.id)

    def __setstate__(self, state):
        self.typeid, self.address, self.id = state

    def __repr__(self):
        return "%s(typeid=%r, address=%r, id=%r)" % (self.__class__.__name__, self.typeid, self.address, self.id)


def all_methods(obj):
    """Names of all methods of an object"""
    return [name for name in dir(obj) if callable(getattr(obj, name))]


def public_methods(obj):
    """Names of all methods of an object which do not start with '_'"""
    return [name for name in all_methods(obj) if name[0] != "_"]


def _format(error):
    import _sys
    return _sys.format_exception(error, None, True)


_VIEWS = (type({}.keys()), type({}.items()), type({}.values()))


class Server:
    """What runs in the manager's process: a thread for each slot that calls come from."""

    public = ("create", "get_methods", "debug_info", "number_of_objects", "shutdown", "dummy")

    def __init__(self, registry, channel):
        self.registry = registry
        self.channel = channel
        self.address = channel.address
        self.id_to_obj = {}
        self.threads = {}

    def serve_forever(self):
        process.current_process()._manager_server = self
        while True:
            data = self.channel.requests.recv_bytes()
            size = int.from_bytes(data[:4], "big")
            slot, who, number = ForkingPickler.loads(data[4:4 + size])
            data = data[4 + size:]
            known = self.threads.get(slot)
            if known is None or known[0] != who:
                if known is not None:
                    known[1].put(None)
                calls = queue.SimpleQueue()
                known = self.threads[slot] = (who, calls)
                threading.Thread(target=self._serve, args=(slot, calls), daemon=True).start()
            known[1].put((who, number, data))

    def _serve(self, slot, calls):
        while True:
            call = calls.get()
            if call is None:
                return
            who, number, data = call
            kind, result = self._answer(data)
            try:
                data = ForkingPickler.dumps(((who, number), kind, result))
            except Exception as error:
                data = ForkingPickler.dumps(((who, number), "#UNSERIALIZABLE", _format(error)))
            self.channel.answers_in[slot].send_bytes(data)
            if kind == "#SHUTDOWN":
                import os
                util._flush_std_streams()
                os._exit(0)

    def _answer(self, data):
        try:
            ident, name, args, kwds = ForkingPickler.loads(data)
            if ident is None:
                if name == "shutdown":
                    return "#SHUTDOWN", None
                assert name in self.public, "%r unrecognized" % name
                return "#RETURN", getattr(self, name)(*args, **kwds)
            obj, exposed, types = self.id_to_obj[ident]
            if name not in exposed:
                if name in ("__str__", "__repr__"):
                    return "#RETURN", str(obj) if name == "__str__" else repr(obj)
                if name == "#GETVALUE":
                    return "#RETURN", obj
                raise AttributeError("method %r of %r object is not in exposed=%r" % (name, type(obj), exposed))
            function = getattr(obj, name)
        except Exception as error:
            return "#TRACEBACK", _format(error)
        try:
            result = function(*args, **kwds)
        except Exception as error:
            return "#ERROR", error
        typeid = types and types.get(name)
        if typeid:
            try:
                ident, exposed = self.create(typeid, result)
            except Exception as error:
                return "#TRACEBACK", _format(error)
            return "#PROXY", (exposed, Token(typeid, self.address, ident))
        return "#RETURN", list(result) if type(result) in _VIEWS else result

    def create(self, typeid, /, *args, **kwds):
        make, exposed, types, _ = self.registry[typeid]
        if make is None:
            if kwds or len(args) != 1:
                raise ValueError("Without callable, must have one non-keyword argument")
            obj = args[0]
        else:
            obj = make(*args, **kwds)
        if exposed is None:
            exposed = public_methods(obj)
        if types is not None:
            exposed = list(exposed) + list(types)
        ident = "%x" % id(obj)
        self.id_to_obj[ident] = (obj, set(exposed), types)
        return ident, tuple(exposed)

    def get_methods(self, ident):
        return tuple(self.id_to_obj[ident][1])

    def number_of_objects(self):
        return len(self.id_to_obj)

    def debug_info(self):
        return "\n".join("  %s:\n    %s" % (ident, str(obj)[:75]) for ident, (obj, _, _) in self.id_to_obj.items())

    def dummy(self):
        pass
