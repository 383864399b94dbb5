"""Tracebacks as text. The program's frames only: library code does not show."""

import _sys
import sys

_HEAD = "Traceback (most recent call last):\n"


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, text=None, **kwargs):
        self._text = text
        self.filename, self.lineno, self.name, self.line = filename, lineno, name, line or ""
        self.locals = locals

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    def format(self):
        return format_list(self)


def _frames_of(error):
    return [] if error is None else [FrameSummary(f, n, name, line=line, text=text) for f, n, name, line, text in _sys.traceback_entries(error)]


def _limited(frames, limit):
    if limit is None:
        return frames
    return frames[:limit] if limit >= 0 else frames[limit:]


def extract_tb(tb, limit=None):
    frames = [] if tb is None else [FrameSummary(f, n, name, line=line, text=text) for f, n, name, line, text in _sys.traceback_entries(tb)]
    return StackSummary(_limited(frames, limit))


def extract_stack(f=None, limit=None):
    frames = []
    for text in _sys.stack():
        head, _, line = text.partition("\n")
        place, _, name = head.rpartition(", in ")
        file, _, number = place.rpartition(", line ")
        frames.append(FrameSummary(file.strip()[6:-1], int(number), name, line=line.strip()))
    return StackSummary(frames if limit is None else frames[-limit:])


def format_list(extracted_list):
    out = []
    for entry in extracted_list:
        if getattr(entry, "_text", None) is not None:
            out.append(entry._text)
            continue
        filename, lineno, name, line = entry
        text = f'  File "{filename}", line {lineno}, in {name}\n'
        out.append(text + f"    {line.strip()}\n" if line else text)
    return out


def print_list(extracted_list, file=None):
    _write(file, "".join(format_list(extracted_list)))


def format_tb(tb, limit=None):
    return format_list(extract_tb(tb, limit))


def print_tb(tb, limit=None, file=None):
    _write(file, "".join(format_tb(tb, limit)))


def format_exception_only(exc, /, value=None):
    error = value if value is not None else exc
    if error is None:
        return ["NoneType: None\n"]
    if isinstance(error, type):
        return [f"{_class_name(error)}\n"]
    return _exception_only(error)


def _class_name(cls):
    return cls.__qualname__ if cls.__module__ in ("builtins", "__main__") else f"{cls.__module__}.{cls.__qualname__}"


def _exception_only(error):
    name = _class_name(type(error))
    try:
        text = str(error)
    except Exception:
        text = "<exception str() failed>"
    lines = [f"{name}: {text}\n" if text else f"{name}\n"]
    for note in getattr(error, "__notes__", None) or ():
        lines.append(f"{note}\n")
    return lines


def format_exception(exc, /, value=None, tb=None, limit=None, chain=True):
    error = value if value is not None else exc
    if error is None or isinstance(error, type):
        return ["NoneType: None\n"]
    if chain and limit is None:
        return _pieces(_sys.format_exception(error, None, True))
    out = []
    frames = _limited(_frames_of(error), limit)
    if frames:
        out.append(_HEAD)
        out.extend(format_list(frames))
    out.extend(_exception_only(error))
    return out


def _pieces(text):
    """The text of an exception as a list: the heads, the frames, the last lines."""
    out = []
    for line in text.splitlines(True):
        if line.startswith("    ") and out and out[-1].startswith("  File "):
            out[-1] += line
        else:
            out.append(line)
    return out


def print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True):
    _write(file, "".join(format_exception(exc, value, tb, limit, chain)))


def format_exc(limit=None, chain=True):
    return "".join(format_exception(_sys.current_exception(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    _write(file, format_exc(limit, chain))


def format_stack(f=None, limit=None):
    texts = _sys.stack()
    return texts if limit is None else texts[-limit:]


def print_stack(f=None, limit=None, file=None):
    _write(file, "".join(format_stack(f, limit)))


def walk_tb(tb):
    while tb is not None:
        yield tb, tb.tb_lineno
        tb = tb.tb_next


def clear_frames(tb):
    pass


def _write(file, text):
    stream = sys.stderr if file is None else file
    stream.write(text)


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, **options):
        self.exc_type = exc_type
        self._error = exc_value
        self.stack = extract_tb(exc_traceback)

    @classmethod
    def from_exception(cls, exc, **options):
        return cls(type(exc), exc, exc.__traceback__, **options)

    def format(self, *, chain=True):
        yield from format_exception(self._error, chain=chain)

    def format_exception_only(self):
        yield from _exception_only(self._error)

    def __str__(self):
        return str(self._error)
