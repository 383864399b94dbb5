"""Imports by name."""

import _sys


def import_module(name, package=None):
    if name.startswith("."):
        raise NotImplementedError("importlib.import_module: relative names are not supported")
    return _sys.import_module(name)


def reload(module):
    raise NotImplementedError("importlib.reload is not supported")


def invalidate_caches():
    pass
