"""Pickling for the way between processes."""

import copyreg
import pickle

__all__ = ["ForkingPickler", "dump", "register"]


class ForkingPickler(pickle.Pickler):
    """Pickles as `pickle`, whose table of reductions it shares."""

    @classmethod
    def register(cls, type, reduce):
        copyreg.pickle(type, reduce)

    @classmethod
    def dumps(cls, obj, protocol=None):
        return pickle.dumps(obj, protocol)

    loads = staticmethod(pickle.loads)


register = ForkingPickler.register


def dump(obj, file, protocol=None):
    file.write(ForkingPickler.dumps(obj, protocol))


class AbstractReducer:
    ForkingPickler = ForkingPickler
    register = register
    dump = dump
