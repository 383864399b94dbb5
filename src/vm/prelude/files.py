"""Files and streams."""

import _vm
from _prelude_iteration import _lines, collect
from _vm import method as _method, type_name

_print = print


def print(*values, sep=None, end=None, file=None, flush=False):
    if file is None:
        import sys
        file = sys.stdout
        if file is None:
            return
    texts = [str(value) for value in values]
    if _vm.is_file(file):
        _print(*texts, sep=sep, end=end, file=file, flush=flush)
        return
    sep = " " if sep is None else sep
    end = "\n" if end is None else end
    first = True
    for text in texts:
        if not first:
            file.write(sep)
        first = False
        file.write(text)
    file.write(end)
    if flush:
        file.flush()


def read_input(*prompt):
    """`input(prompt)`."""
    import sys
    if prompt:
        _print(prompt[0], end="")
    try:
        sys.stdout.flush()
    except Exception:
        pass
    line = sys.stdin.readline()
    if not line:
        raise EOFError("EOF when reading a line")
    return line[:-1] if line.endswith("\n") else line


def open_path(file, *args):
    """`open(file)` of an object with `__fspath__`."""
    method = _method(file, "__fspath__")
    if method is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type_name(file)}")
    return open(method(file), *args)


def unsupported_operation(words):
    import io
    raise io.UnsupportedOperation(words)


def file_read(file, size=-1):
    """Standard input as a whole, or in part."""
    if size is None or size < 0:
        return "".join(_lines(file))
    return _vm.unread(file, "".join(_lines(file)), size)


def file_readlines(file, hint=-1):
    return collect(_lines(file))


def file_write(file, text):
    """Writing after reading: the bytes read ahead are given back first."""
    file.seek(0, 1)
    return file.write(text)


def file_writelines(file, lines):
    for line in lines:
        file.write(line)
