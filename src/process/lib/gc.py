"""The collector: it runs by itself."""

import _sys

DEBUG_STATS, DEBUG_COLLECTABLE, DEBUG_UNCOLLECTABLE, DEBUG_SAVEALL, DEBUG_LEAK = 1, 2, 4, 32, 38
garbage = []
callbacks = []
_enabled = True
_threshold = (700, 10, 10)


def collect(generation=2):
    return _sys.collect()


def enable():
    global _enabled
    _enabled = True


def disable():
    global _enabled
    _enabled = False


def isenabled():
    return _enabled


def get_threshold():
    return _threshold


def set_threshold(threshold0, threshold1=10, threshold2=10):
    global _threshold
    _threshold = (threshold0, threshold1, threshold2)


def get_count():
    return (0, 0, 0)


def get_stats():
    return [{"collections": 0, "collected": 0, "uncollectable": 0} for _ in range(3)]


def get_objects(generation=None):
    raise NotImplementedError("gc.get_objects is not supported")


def get_referrers(*objs):
    raise NotImplementedError("gc.get_referrers is not supported")


def get_referents(*objs):
    raise NotImplementedError("gc.get_referents is not supported")


def is_tracked(obj):
    return not isinstance(obj, (int, float, str, bytes, type(None)))


def freeze():
    pass


def unfreeze():
    pass
