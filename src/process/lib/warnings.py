"""Warnings: shown once for each place and text, on standard error."""

import sys

filters = []
_shown = set()
_rules = []


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file, self.line, self.source = file, line, source


_DEFAULTS = (("ignore", DeprecationWarning), ("ignore", PendingDeprecationWarning), ("ignore", ImportWarning),
             ("ignore", ResourceWarning))


def _action(category):
    for action, kind in _rules:
        if issubclass(category, kind):
            return action
    for action, kind in _DEFAULTS:
        if issubclass(category, kind) and not (kind is DeprecationWarning):
            return action
    return "default"


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    filename, lineno, line = _place(stacklevel)
    warn_explicit(message, category, filename, lineno, line=line)


def _place(stacklevel):
    import _sys
    frames = _sys.stack()
    if not frames:
        return "sys", 1, ""
    text = frames[max(len(frames) - stacklevel, 0)]
    head, _, line = text.partition("\n")
    place = head.rpartition(", in ")[0]
    file, _, number = place.rpartition(", line ")
    return file.strip()[6:-1], int(number), line.strip()


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None,
                  line=""):
    if not isinstance(message, Warning):
        message = category(message)
    action = _action(category)
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action != "always":
        key = (str(message), category, filename if action != "once" else None, lineno if action == "default" else None)
        if key in _shown:
            return
        _shown.add(key)
    showwarning(message, category, filename, lineno, None, line)


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    return text + f"  {line.strip()}\n" if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    stream = sys.stderr if file is None else file
    stream.write(formatwarning(message, category, filename, lineno, line))


def simplefilter(action, category=Warning, lineno=0, append=False):
    if action not in ("error", "ignore", "always", "default", "module", "once"):
        raise AssertionError(f"invalid action: {action!r}")
    _rules.append((action, category)) if append else _rules.insert(0, (action, category))


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    simplefilter(action, category, lineno, append)


def resetwarnings():
    _rules.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._action = action
        self._category = category

    def __enter__(self):
        global showwarning
        self._rules = _rules[:]
        self._show = showwarning
        if self._action is not None:
            simplefilter(self._action, self._category)
        if self._record:
            log = []

            def record(message, category, filename, lineno, file=None, line=None):
                log.append(WarningMessage(message, category, filename, lineno, file, line))
            showwarning = record
            _shown.clear()
            return log
        return None

    def __exit__(self, *exc_info):
        global showwarning
        _rules[:] = self._rules
        showwarning = self._show
