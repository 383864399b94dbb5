"""The Gregorian calendar, and dates as text. Days are counted from 1970-01-01 (H. Hinnant, chrono-compatible
low-level date algorithms)."""

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year, month):
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_number(year, month, day):
    year += (month - 1) // 12
    month = (month - 1) % 12 + 1
    if month <= 2:
        year -= 1
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def date_of(days):
    days += 719468
    era = days // 146097
    of_era = days - era * 146097
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month = month + 3 if month < 10 else month - 9
    return year + era * 400 + (month <= 2), month, day


def seconds_of(year, month, day, hour=0, minute=0, second=0):
    return day_number(year, month, day) * 86400 + hour * 3600 + minute * 60 + second


def fields(seconds):
    """Year, month, day, hour, minute, second, weekday (Monday 0), day of the year."""
    seconds = int(seconds // 1)
    days, rest = divmod(seconds, 86400)
    year, month, day = date_of(days)
    return (year, month, day, rest // 3600, rest // 60 % 60, rest % 60, (days + 3) % 7,
            days - day_number(year, 1, 1) + 1)


def offset_text(offset, sep=""):
    sign = "-" if offset < 0 else "+"
    offset = abs(offset)
    text = f"{sign}{offset // 3600:02}{sep}{offset // 60 % 60:02}"
    if offset % 60:
        text += f"{sep}{int(offset % 60):02}"
    return text


def asctime(year, month, day, hour, minute, second, weekday):
    return f"{DAYS[weekday][:3]} {MONTHS[month - 1][:3]} {day:2d} {hour:02d}:{minute:02d}:{second:02d} {year}"


def iso_week(year, month, day):
    """ISO year, week, weekday (Monday 1)."""
    days = day_number(year, month, day)
    weekday = (days + 3) % 7
    thursday = days - weekday + 3
    year = date_of(thursday)[0]
    return year, (thursday - day_number(year, 1, 1)) // 7 + 1, weekday + 1


def strftime(format, year, month, day, hour, minute, second, weekday, yearday, micro=0, offset=None, zone=""):
    if "%" not in format:
        return format
    out = []
    pieces = iter(format)
    for char in pieces:
        if char != "%":
            out.append(char)
            continue
        code = next(pieces, "")
        if code == "-":
            code = next(pieces, "")
            text = _field(code, year, month, day, hour, minute, second, weekday, yearday, micro, offset, zone)
            out.append(text.lstrip("0 ") or "0" if text else "%-" + code)
            continue
        text = _field(code, year, month, day, hour, minute, second, weekday, yearday, micro, offset, zone)
        out.append("%" + code if text is None else text)
    return "".join(out)


def _field(code, year, month, day, hour, minute, second, weekday, yearday, micro, offset, zone):
    if code == "Y":
        return str(year)
    if code == "m":
        return f"{month:02}"
    if code == "d":
        return f"{day:02}"
    if code == "H":
        return f"{hour:02}"
    if code == "M":
        return f"{minute:02}"
    if code == "S":
        return f"{second:02}"
    if code == "f":
        return f"{micro:06}"
    if code == "y":
        return f"{year % 100:02}"
    if code == "A":
        return DAYS[weekday]
    if code == "a":
        return DAYS[weekday][:3]
    if code == "B":
        return MONTHS[month - 1]
    if code == "b" or code == "h":
        return MONTHS[month - 1][:3]
    if code == "I":
        return f"{hour % 12 or 12:02}"
    if code == "p":
        return "AM" if hour < 12 else "PM"
    if code == "j":
        return f"{yearday:03}"
    if code == "T" or code == "X":
        return f"{hour:02}:{minute:02}:{second:02}"
    if code == "R":
        return f"{hour:02}:{minute:02}"
    if code == "r":
        return f"{hour % 12 or 12:02}:{minute:02}:{second:02} {'AM' if hour < 12 else 'PM'}"
    if code == "D" or code == "x":
        return f"{month:02}/{day:02}/{year % 100:02}"
    if code == "F":
        return f"{year}-{month:02}-{day:02}"
    if code == "c":
        return asctime(year, month, day, hour, minute, second, weekday)
    if code == "e":
        return f"{day:2}"
    if code == "C":
        return f"{year // 100:02}"
    if code == "w":
        return str((weekday + 1) % 7)
    if code == "u":
        return str(weekday + 1)
    if code == "U":
        return f"{(yearday + 6 - (weekday + 1) % 7) // 7:02}"
    if code == "W":
        return f"{(yearday + 6 - weekday) // 7:02}"
    if code in ("V", "G", "g"):
        iso = iso_week(year, month, day)
        return f"{iso[1]:02}" if code == "V" else str(iso[0]) if code == "G" else f"{iso[0] % 100:02}"
    if code == "z":
        return "" if offset is None else offset_text(int(offset))
    if code == "Z":
        return zone or ""
    if code == "s":
        return str(seconds_of(year, month, day, hour, minute, second) - int(offset or 0))
    if code == "n":
        return "\n"
    if code == "t":
        return "\t"
    if code == "%":
        return "%"
    return None


def strptime(text, format):
    """Year, month, day, hour, minute, second, microsecond, offset east of UTC in seconds or None."""
    fields = {"Y": 1900, "m": 1, "d": 1, "H": 0, "M": 0, "S": 0, "f": 0, "z": None, "p": None, "j": None}
    at = _parse(text, format, fields)
    if at is None:
        raise ValueError(f"time data {text!r} does not match format {format!r}")
    if at != len(text):
        raise ValueError(f"unconverted data remains: {text[at:]}")
    hour = fields["H"]
    if fields["p"] is not None:
        hour = hour % 12 + fields["p"]
    year, month, day = fields["Y"], fields["m"], fields["d"]
    if fields["j"] is not None:
        year, month, day = date_of(day_number(year, 1, 1) + fields["j"] - 1)
    elif not 1 <= day <= days_in_month(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day, hour, fields["M"], fields["S"], fields["f"], fields["z"]


_NUMBERS = {"Y": (4, 4, 0, 9999), "m": (1, 2, 1, 12), "d": (1, 2, 1, 31), "H": (1, 2, 0, 23), "I": (1, 2, 1, 12),
            "M": (1, 2, 0, 59), "S": (1, 2, 0, 61), "y": (2, 2, 0, 99), "j": (1, 3, 1, 366)}
_COMPOUND = {"T": "%H:%M:%S", "X": "%H:%M:%S", "R": "%H:%M", "D": "%m/%d/%y", "x": "%m/%d/%y", "F": "%Y-%m-%d",
             "c": "%a %b %d %H:%M:%S %Y"}


def _parse(text, format, fields):
    for code, long in _COMPOUND.items():
        format = format.replace("%" + code, long)
    at, i = 0, 0
    while i < len(format):
        char = format[i]
        i += 1
        if char.isspace():
            while at < len(text) and text[at].isspace():
                at += 1
            continue
        if char == "%" and i < len(format):
            code = format[i]
            i += 1
            if code != "%":
                at = _parse_field(text, at, code, fields, format)
                if at is None:
                    return None
                continue
        if at >= len(text) or text[at].lower() != char.lower():
            return None
        at += 1
    return at


def _parse_field(text, at, code, fields, format):
    if code in _NUMBERS:
        least, most, low, high = _NUMBERS[code]
        end = at
        while end < len(text) and end - at < most and text[end].isdigit():
            end += 1
        while end - at > least and int(text[at:end]) > high:
            end -= 1
        if end - at < least or not low <= int(text[at:end]) <= high:
            return None
        value = int(text[at:end])
        if code == "y":
            code, value = "Y", value + (2000 if value < 69 else 1900)
        fields["H" if code == "I" else code] = value
        return end
    rest = text[at:].lower()
    if code in "Bb":
        return _parse_name(rest, at, MONTHS, code == "B", "m", 1, fields)
    if code in "Aa":
        return _parse_name(rest, at, DAYS, code == "A", "a", 0, fields)
    if code == "p":
        if rest[:2] not in ("am", "pm"):
            return None
        fields["p"] = 12 if rest[0] == "p" else 0
        return at + 2
    if code == "f":
        end = at
        while end < len(text) and end - at < 6 and text[end].isdigit():
            end += 1
        if end == at:
            return None
        fields["f"] = int(text[at:end].ljust(6, "0"))
        return end
    if code == "z":
        return _parse_offset(text, at, fields)
    if code == "Z":
        for name in ("utc", "gmt"):
            if rest.startswith(name):
                return at + 3
        return at
    raise ValueError(f"'{code}' is a bad directive in format '{format}'")


def _parse_name(rest, at, names, long, field, base, fields):
    for number, name in enumerate(names):
        if not long:
            name = name[:3]
        if rest.startswith(name.lower()):
            fields[field] = number + base
            return at + len(name)
    return None


def _parse_offset(text, at, fields):
    if text[at:at + 1] == "Z":
        fields["z"] = 0
        return at + 1
    digits = text[at + 1:at + 6].replace(":", "")[:4]
    if text[at:at + 1] not in ("+", "-") or len(digits) != 4 or not digits.isdigit():
        return None
    seconds = int(digits[:2]) * 3600 + int(digits[2:]) * 60
    fields["z"] = -seconds if text[at] == "-" else seconds
    return at + (6 if ":" in text[at:at + 6] else 5)
