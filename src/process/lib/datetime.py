"""Dates and times."""

import _calendar
from _time import time as _now, zone_offset as _zone_offset

MINYEAR, MAXYEAR = 1, 9999


def _check_date(year, month, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _calendar.days_in_month(year, month):
        raise ValueError("day is out of range for month")


def _check_time(hour, minute, second, micro):
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= micro <= 999999:
        raise ValueError("microsecond must be in 0..999999")


def _round_half_even(x):
    return round(x)


def _date_bytes(day, fold):
    """A date as pickles have it; a fold is in the month."""
    return bytes((day.year // 256, day.year % 256, day.month | (128 if fold else 0), day.day))


def _clock_bytes(clock, fold):
    """A time of day as pickles have it; a fold is in the hour."""
    return bytes((clock.hour | (128 if fold else 0), clock.minute, clock.second)) + clock.microsecond.to_bytes(3, "big")


def _clock_of(data, zone):
    return data[0] & 127, data[1], data[2], int.from_bytes(data[3:], "big"), data[0] >> 7, zone


class timedelta:
    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        whole = 0
        part = 0.0
        for amount, unit in ((days, 86400000000), (seconds, 1000000), (microseconds, 1), (milliseconds, 1000),
                             (minutes, 60000000), (hours, 3600000000), (weeks, 604800000000)):
            if isinstance(amount, int):
                whole += amount * unit
            elif isinstance(amount, float):
                floor = int(amount // 1)
                whole += floor * unit
                part += (amount - floor) * unit
            else:
                raise TypeError(f"unsupported type for timedelta days component: {type(amount).__name__}")
        return _delta(cls, whole + _round_half_even(part))

    def __init__(self, *args, **kwargs):
        pass

    def __reduce__(self):
        return self.__class__, (self.days, self.seconds, self.microseconds)

    days = property(lambda self: self._micros // 86400000000)
    seconds = property(lambda self: self._micros // 1000000 % 86400)
    microseconds = property(lambda self: self._micros % 1000000)

    def total_seconds(self):
        return self._micros / 1000000

    def __repr__(self):
        parts = [f"{name}={value}" for name, value in (
            ("days", self.days), ("seconds", self.seconds), ("microseconds", self.microseconds)) if value]
        return f"datetime.{self.__class__.__qualname__}({', '.join(parts) or '0'})"

    def __str__(self):
        days, seconds, micros = self.days, self.seconds, self.microseconds
        text = f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        if days:
            text = f"{days} day{'s' if abs(days) != 1 else ''}, {text}"
        return f"{text}.{micros:06d}" if micros else text

    def __add__(self, other):
        if isinstance(other, timedelta):
            return _delta(timedelta, self._micros + other._micros)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _delta(timedelta, self._micros - other._micros)
        return NotImplemented

    def __neg__(self):
        return _delta(timedelta, -self._micros)

    def __pos__(self):
        return self

    def __abs__(self):
        return _delta(timedelta, abs(self._micros))

    def __mul__(self, other):
        if isinstance(other, int):
            return _delta(timedelta, self._micros * other)
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return _delta(timedelta, _divide(self._micros * top, bottom))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._micros / other._micros
        if isinstance(other, int):
            return _delta(timedelta, _divide(self._micros, other))
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return _delta(timedelta, _divide(self._micros * bottom, top))
        return NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._micros // other._micros
        if isinstance(other, int):
            return _delta(timedelta, self._micros // other)
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return _delta(timedelta, self._micros % other._micros)
        return NotImplemented

    def __divmod__(self, other):
        return self // other, self % other

    def __eq__(self, other):
        return self._micros == other._micros if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._micros < other._micros if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._micros <= other._micros if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._micros > other._micros if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._micros >= other._micros if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(self._micros)

    def __bool__(self):
        return self._micros != 0


def _divide(a, b):
    """Rounds half to even."""
    if b < 0:
        a, b = -a, -b
    whole, rest = divmod(a, b)
    if rest * 2 > b or (rest * 2 == b and whole % 2):
        whole += 1
    return whole


def _delta(cls, micros):
    if not -86399999913600000000 <= micros <= 86399999999999999999:
        raise OverflowError(f"days={micros // 86400000000}; must have magnitude <= 999999999")
    self = object.__new__(cls)
    self._micros = micros
    return self


timedelta.min = _delta(timedelta, -86399999913600000000)
timedelta.max = _delta(timedelta, 86399999999999999999)
timedelta.resolution = _delta(timedelta, 1)


class tzinfo:
    def utcoffset(self, dt):
        raise NotImplementedError("tzinfo subclass must override utcoffset()")

    def tzname(self, dt):
        raise NotImplementedError("tzinfo subclass must override tzname()")

    def dst(self, dt):
        raise NotImplementedError("tzinfo subclass must override dst()")

    def fromutc(self, dt):
        return dt + self.utcoffset(dt)


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError("timezone() argument 1 must be datetime.timedelta, not " + type(offset).__name__)
        if abs(offset) >= timedelta(days=1):
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).")
        self._offset = offset
        self._name = name

    def __reduce__(self):
        return self.__class__, (self._offset,) if self._name is None else (self._offset, self._name)

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        if not self._offset:
            return "UTC"
        return "UTC" + _calendar.offset_text(int(self._offset.total_seconds()), ":")

    __str__ = lambda self: self.tzname(None)

    def __repr__(self):
        if self._name is None and not self._offset:
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"datetime.timezone({self._offset!r}{name})"

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)


timezone.utc = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))
UTC = timezone.utc


class _Ordered:
    """Comparisons through `_key`, which says with what an instance can be compared."""

    def __lt__(self, other):
        return self._compare(other, lambda a, b: a < b, "<")

    def __le__(self, other):
        return self._compare(other, lambda a, b: a <= b, "<=")

    def __gt__(self, other):
        return self._compare(other, lambda a, b: a > b, ">")

    def __ge__(self, other):
        return self._compare(other, lambda a, b: a >= b, ">=")


class date(_Ordered):
    def __new__(cls, year, month=None, day=None):
        if month is None and isinstance(year, bytes) and len(year) == 4:
            year, month, day = year[0] * 256 + year[1], year[2], year[3]
        for value in (year, month, day):
            if not isinstance(value, int):
                raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        _check_date(year, month, day)
        self = object.__new__(cls)
        self._date = (year, month, day)
        return self

    def __init__(self, *args, **kwargs):
        pass

    def __reduce__(self):
        return self.__class__, (_date_bytes(self, 0),)

    year = property(lambda self: self._date[0])
    month = property(lambda self: self._date[1])
    day = property(lambda self: self._date[2])

    @classmethod
    def fromtimestamp(cls, t):
        return cls(*_calendar.fields(t + _zone_offset())[:3])

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_now())

    @classmethod
    def fromordinal(cls, n):
        return cls(*_calendar.date_of(n - 719163))

    @classmethod
    def fromisoformat(cls, date_string):
        try:
            parts = _calendar.strptime(date_string, "%Y-%m-%d" if "-" in date_string else "%Y%m%d")
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None
        return cls(*parts[:3])

    def toordinal(self):
        return _calendar.day_number(*self._date) + 719163

    def weekday(self):
        return (_calendar.day_number(*self._date) + 3) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        return _IsoDate(_calendar.iso_week(*self._date))

    def isoformat(self):
        return "%04d-%02d-%02d" % self._date

    __str__ = isoformat

    def ctime(self):
        return _calendar.asctime(*self._date, 0, 0, 0, self.weekday())

    def timetuple(self):
        from time import struct_time
        return struct_time(self._date + (0, 0, 0, self.weekday(), self._yearday(), -1))

    def _yearday(self):
        return _calendar.day_number(*self._date) - _calendar.day_number(self._date[0], 1, 1) + 1

    def strftime(self, format):
        return _calendar.strftime(format, *self._date, 0, 0, 0, self.weekday(), self._yearday())

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def replace(self, year=None, month=None, day=None):
        old = self._date
        return type(self)(old[0] if year is None else year, old[1] if month is None else month,
                          old[2] if day is None else day)

    def __repr__(self):
        return f"datetime.{self.__class__.__qualname__}({', '.join(map(str, self._date))})"

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        days = _calendar.day_number(*self._date) + other.days
        if not -719162 <= days <= 2932896:
            raise OverflowError("date value out of range")
        return type(self)(*_calendar.date_of(days))

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __eq__(self, other):
        if isinstance(other, date) and not isinstance(other, datetime):
            return self._date == other._date
        return NotImplemented

    def _compare(self, other, decide, sign):
        if isinstance(other, date) and not isinstance(other, datetime):
            return decide(self._date, other._date)
        return NotImplemented

    def __hash__(self):
        return hash(self._date)


class _IsoDate(tuple):
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


def _clock_text(hour, minute, second, micro, spec):
    if spec == "auto":
        spec = "microseconds" if micro else "seconds"
    forms = {"hours": f"{hour:02d}", "minutes": f"{hour:02d}:{minute:02d}", "seconds": f"{hour:02d}:{minute:02d}:{second:02d}",
             "milliseconds": f"{hour:02d}:{minute:02d}:{second:02d}.{micro // 1000:03d}",
             "microseconds": f"{hour:02d}:{minute:02d}:{second:02d}.{micro:06d}"}
    if spec not in forms:
        raise ValueError("Unknown timespec value")
    return forms[spec]


def _offset_of(zone, moment):
    return None if zone is None else zone.utcoffset(moment)


def _offset_seconds(offset):
    return None if offset is None else offset._micros // 1000000


def _repr_clock(values, zone):
    values = list(values)
    while len(values) > 2 and values[-1] == 0:
        values.pop()
    parts = [str(v) for v in values]
    if zone is not None:
        parts.append(f"tzinfo={zone!r}")
    return parts


class time(_Ordered):
    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(hour, bytes) and len(hour) == 6:
            hour, minute, second, microsecond, fold, tzinfo = _clock_of(hour, minute or None)
        _check_time(hour, minute, second, microsecond)
        self = object.__new__(cls)
        self._clock = (hour, minute, second, microsecond)
        self.tzinfo = tzinfo
        self.fold = fold
        return self

    def __init__(self, *args, **kwargs):
        pass

    def __reduce_ex__(self, protocol):
        data = _clock_bytes(self, self.fold and protocol > 3)
        return self.__class__, (data,) if self.tzinfo is None else (data, self.tzinfo)

    hour = property(lambda self: self._clock[0])
    minute = property(lambda self: self._clock[1])
    second = property(lambda self: self._clock[2])
    microsecond = property(lambda self: self._clock[3])

    @classmethod
    def fromisoformat(cls, time_string):
        moment = datetime.fromisoformat("2000-01-01T" + time_string)
        return cls(*moment._clock, tzinfo=moment.tzinfo)

    def utcoffset(self):
        return _offset_of(self.tzinfo, None)

    def isoformat(self, timespec="auto"):
        text = _clock_text(*self._clock, timespec)
        offset = self.utcoffset()
        return text if offset is None else text + _calendar.offset_text(_offset_seconds(offset), ":")

    __str__ = isoformat

    def strftime(self, format):
        return _calendar.strftime(format, 1900, 1, 1, *self._clock[:3], 0, 1, self._clock[3], _offset_seconds(self.utcoffset()))

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        new = [old if value is None else value for old, value in zip(self._clock, (hour, minute, second, microsecond))]
        return type(self)(*new, tzinfo=self.tzinfo if tzinfo is True else tzinfo)

    def __repr__(self):
        return f"datetime.time({', '.join(_repr_clock(self._clock, self.tzinfo))})"

    def __eq__(self, other):
        return self._clock == other._clock if isinstance(other, time) else NotImplemented

    def _compare(self, other, decide, sign):
        return decide(self._clock, other._clock) if isinstance(other, time) else NotImplemented

    def __hash__(self):
        return hash(self._clock)


time.min, time.max, time.resolution = time(0, 0), time(23, 59, 59, 999999), timedelta(microseconds=1)


class datetime(date):
    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(year, bytes) and len(year) == 10:
            hour, minute, second, microsecond, _, tzinfo = _clock_of(year[4:], month)
            year, month, day, fold = year[0] * 256 + year[1], year[2] & 127, year[3], year[2] >> 7
        self = date.__new__(cls, year, month, day)
        _check_time(hour, minute, second, microsecond)
        self._clock = (hour, minute, second, microsecond)
        self.tzinfo = tzinfo
        self.fold = fold
        return self

    def __reduce_ex__(self, protocol):
        data = _date_bytes(self, self.fold and protocol > 3) + _clock_bytes(self, 0)
        return self.__class__, (data,) if self.tzinfo is None else (data, self.tzinfo)

    hour = property(lambda self: self._clock[0])
    minute = property(lambda self: self._clock[1])
    second = property(lambda self: self._clock[2])
    microsecond = property(lambda self: self._clock[3])

    @classmethod
    def _from_micros(cls, micros, zone=None):
        """From microseconds since 1970 on the clock of `zone`."""
        seconds, micro = divmod(micros, 1000000)
        fields = _calendar.fields(seconds)
        return cls(*fields[:6], micro, zone)

    @classmethod
    def fromtimestamp(cls, t, tz=None):
        micros = _round_half_even(t * 1000000) if isinstance(t, float) else t * 1000000
        if tz is None:
            return cls._from_micros(micros + _zone_offset() * 1000000)
        utc = cls._from_micros(micros, tz)
        return tz.fromutc(utc)

    @classmethod
    def utcfromtimestamp(cls, t):
        return cls._from_micros(_round_half_even(t * 1000000))

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_now(), tz)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_now())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(*date._date, *time._clock, tzinfo=time.tzinfo if tzinfo is True else tzinfo)

    @classmethod
    def strptime(cls, date_string, format):
        *parts, offset = _calendar.strptime(date_string, format)
        zone = None if offset is None else timezone(timedelta(seconds=offset)) if offset else timezone.utc
        return cls(*parts, zone)

    @classmethod
    def fromisoformat(cls, date_string):
        text = date_string.replace("T", " ", 1)
        day, _, clock = text.partition(" ")
        form = "%Y-%m-%d" if "-" in day else "%Y%m%d"
        if clock:
            digits = clock
            for sign in ("+", "-", "Z"):
                digits = digits.partition(sign)[0]
            form += " " + {2: "%H", 5: "%H:%M", 8: "%H:%M:%S", 4: "%H%M", 6: "%H%M%S"}.get(len(digits.partition(".")[0]), "%H:%M:%S")
            if "." in digits:
                form += ".%f"
            if len(clock) > len(digits):
                form += "%z"
        try:
            return cls.strptime(text, form)
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None

    def utcoffset(self):
        return _offset_of(self.tzinfo, self)

    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(self)

    def dst(self):
        return None if self.tzinfo is None else self.tzinfo.dst(self)

    def _micros_of(self):
        return _calendar.seconds_of(*self._date, *self._clock[:3]) * 1000000 + self._clock[3]

    def _utc_micros(self):
        offset = self.utcoffset()
        return self._micros_of() - (0 if offset is None else offset._micros)

    def timestamp(self):
        if self.tzinfo is None:
            return (self._micros_of() - _zone_offset() * 1000000) / 1000000
        return self._utc_micros() / 1000000

    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone(timedelta(seconds=_zone_offset()))
        micros = self._utc_micros() if self.tzinfo is not None else self._micros_of() - _zone_offset() * 1000000
        return tz.fromutc(type(self)._from_micros(micros, tz))

    def date(self):
        return date(*self._date)

    def time(self):
        return time(*self._clock)

    def timetz(self):
        return time(*self._clock, tzinfo=self.tzinfo)

    def timetuple(self):
        from time import struct_time
        return struct_time(self._date + self._clock[:3] + (self.weekday(), self._yearday(), -1))

    def utctimetuple(self):
        return type(self)._from_micros(self._utc_micros()).timetuple()

    def ctime(self):
        return _calendar.asctime(*self._date, *self._clock[:3], self.weekday())

    def isoformat(self, sep="T", timespec="auto"):
        text = "%04d-%02d-%02d" % self._date + sep + _clock_text(*self._clock, timespec)
        offset = self.utcoffset()
        return text if offset is None else text + _calendar.offset_text(_offset_seconds(offset), ":")

    def __str__(self):
        return self.isoformat(" ")

    def strftime(self, format):
        return _calendar.strftime(format, *self._date, *self._clock[:3], self.weekday(), self._yearday(), self._clock[3],
                                  _offset_seconds(self.utcoffset()), self.tzname())

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        given = (year, month, day, hour, minute, second, microsecond)
        new = [old if value is None else value for old, value in zip(self._date + self._clock, given)]
        return type(self)(*new, tzinfo=self.tzinfo if tzinfo is True else tzinfo)

    def __repr__(self):
        parts = [str(v) for v in self._date] + _repr_clock(self._clock, self.tzinfo)
        return f"datetime.{self.__class__.__qualname__}({', '.join(parts)})"

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        micros = self._micros_of() + other._micros
        if not -62135596800000000 <= micros <= 253402300799999999:
            raise OverflowError("date value out of range")
        return type(self)._from_micros(micros, self.tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return _delta(timedelta, self._utc_micros() - other._utc_micros())

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            return False
        return self._utc_micros() == other._utc_micros()

    def _compare(self, other, decide, sign):
        if not isinstance(other, datetime):
            if isinstance(other, date):
                raise TypeError(f"can't compare datetime.datetime to datetime.date")
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return decide(self._utc_micros(), other._utc_micros())

    def __hash__(self):
        return hash(self._utc_micros())


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
