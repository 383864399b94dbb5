"""Time: clocks natively, dates by `_calendar` when they are asked for."""

from _time import (
    monotonic, monotonic_ns, perf_counter, perf_counter_ns, process_time, process_time_ns, sleep, thread_time,
    thread_time_ns, time, time_ns)

CLOCK_REALTIME = 0
CLOCK_MONOTONIC = 1
CLOCK_PROCESS_CPUTIME_ID = 2
CLOCK_THREAD_CPUTIME_ID = 3
daylight = 0

_FIELDS = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst")


class struct_time(tuple):
    n_fields = 11
    n_sequence_fields = 9
    n_unnamed_fields = 0

    def __new__(cls, items, zone=None, offset=None):
        items = tuple(items)
        if len(items) < 9:
            raise TypeError(f"time.struct_time() takes an at least 9-sequence ({len(items)}-sequence given)")
        self = tuple.__new__(cls, items[:9])
        self.tm_zone = zone
        self.tm_gmtoff = offset
        return self

    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])

    def __repr__(self):
        return "time.struct_time(" + ", ".join(f"{n}={v!r}" for n, v in zip(_FIELDS, self)) + ")"


def _offset():
    from _time import zone_offset
    return zone_offset()


def _zone_name(offset):
    import _calendar
    return "UTC" if offset == 0 else _calendar.offset_text(offset)


def _broken_down(seconds, offset, zone):
    import _calendar
    return struct_time(_calendar.fields(seconds + offset) + (0,), zone, offset)


def gmtime(secs=None):
    return _broken_down(time() if secs is None else secs, 0, "UTC")


def localtime(secs=None):
    offset = _offset()
    return _broken_down(time() if secs is None else secs, offset, _zone_name(offset))


def mktime(t):
    import _calendar
    return float(_calendar.seconds_of(*t[:6]) - _offset())


def strftime(format, t=None):
    import _calendar
    if t is None:
        t = localtime()
    offset = getattr(t, "tm_gmtoff", None)
    if offset is None:
        offset = _offset()
    return _calendar.strftime(format, *tuple(t)[:8], 0, offset, _zone_name(offset))


def strptime(data_string, format="%a %b %d %H:%M:%S %Y"):
    import _calendar
    year, month, day, hour, minute, second, _, offset = _calendar.strptime(data_string, format)
    day_number = _calendar.day_number(year, month, day)
    return struct_time((year, month, day, hour, minute, second, (day_number + 3) % 7,
                        day_number - _calendar.day_number(year, 1, 1) + 1, -1))


def asctime(t=None):
    import _calendar
    if t is None:
        t = localtime()
    return _calendar.asctime(*tuple(t)[:7])


def ctime(secs=None):
    return asctime(localtime(secs))


def clock_gettime(clk_id):
    if clk_id == CLOCK_REALTIME:
        return time()
    return monotonic() if clk_id == CLOCK_MONOTONIC else process_time()


def get_clock_info(name):
    from types import SimpleNamespace
    if name not in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
        raise ValueError("unknown clock")
    return SimpleNamespace(implementation="racecourse", monotonic=name != "time", adjustable=name == "time", resolution=1e-09)


def tzset():
    pass


def __getattr__(name):
    if name == "timezone" or name == "altzone":
        return -_offset()
    if name == "tzname":
        zone = _zone_name(_offset())
        return (zone, zone)
    raise AttributeError(f"module 'time' has no attribute '{name}'")
