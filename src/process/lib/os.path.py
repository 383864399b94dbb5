"""Paths, POSIX rules."""

import _os

sep = "/"
curdir, pardir, extsep, pathsep, altsep, devnull = ".", "..", ".", ":", None, "/dev/null"


def _text(path):
    if isinstance(path, str):
        return path
    from os import fspath
    path = fspath(path)
    return path.decode() if isinstance(path, bytes) else path


def join(path, *paths):
    path = _text(path)
    for part in paths:
        part = _text(part)
        if part.startswith("/"):
            path = part
        elif not path or path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(path):
    path = _text(path)
    cut = path.rfind("/") + 1
    head, tail = path[:cut], path[cut:]
    return head.rstrip("/") or head, tail


def basename(path):
    path = _text(path)
    return path[path.rfind("/") + 1:]


def dirname(path):
    return split(path)[0]


def splitext(path):
    path = _text(path)
    start = path.rfind("/") + 1
    dot = path.rfind(".")
    if dot <= start or not path[start:dot].strip("."):
        return path, ""
    return path[:dot], path[dot:]


def splitdrive(path):
    return "", _text(path)


def isabs(path):
    return _text(path).startswith("/")


def normpath(path):
    path = _text(path)
    if not path:
        return "."
    slashes = len(path) - len(path.lstrip("/"))
    root = "" if not slashes else "//" if slashes == 2 else "/"
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or (not root and not parts) or (parts and parts[-1] == ".."):
            parts.append(part)
        elif parts:
            parts.pop()
    return root + "/".join(parts) or "."


def abspath(path):
    path = _text(path)
    return normpath(path if isabs(path) else join(_os.getcwd(), path))


def realpath(path, *, strict=False):
    return abspath(path)


def relpath(path, start="."):
    here = [part for part in abspath(start).split("/") if part]
    there = [part for part in abspath(path).split("/") if part]
    same = len(commonprefix([here, there]))
    return "/".join([".."] * (len(here) - same) + there[same:]) or "."


def commonprefix(m):
    if not m:
        return ""
    low, high = min(m), max(m)
    for i, item in enumerate(low):
        if item != high[i]:
            return low[:i]
    return low


def commonpath(paths):
    parts = [[part for part in path.split("/") if part not in ("", ".")] for path in paths]
    root = "/" if paths[0].startswith("/") else ""
    return root + "/".join(commonprefix(parts))


def expanduser(path):
    path = _text(path)
    if path == "~" or path.startswith("~/"):
        return (_os.environ("HOME") or "/root") + path[1:]
    return path


def expandvars(path):
    return _text(path)


def normcase(path):
    return _text(path)


def exists(path):
    return _os.exists(_text(path))


lexists = exists


def isdir(path):
    return _os.is_dir(_text(path))


def isfile(path):
    path = _text(path)
    return _os.exists(path) and not _os.is_dir(path)


def islink(path):
    return False


def ismount(path):
    return _text(path) == "/"


def getsize(path):
    return _os.size(_text(path))


def getmtime(path):
    _os.size(_text(path))
    return 0.0


getatime = getctime = getmtime


def samefile(a, b):
    return abspath(a) == abspath(b)
