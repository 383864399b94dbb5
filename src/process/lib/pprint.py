"""Values in readable lines."""


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return "".join(_lines(object, 0, width, indent, sort_dicts, 0))


def _lines(value, column, width, indent, sort_dicts, after):
    flat = _flat(value, sort_dicts)
    if len(flat) + column + after <= width:
        return [flat]
    if isinstance(value, dict) and type(value).__repr__ is dict.__repr__ and value:
        items = _pairs(value, sort_dicts)
        out = ["{" + " " * (indent - 1)]
        for i, (key, item) in enumerate(items):
            head = f"{_flat(key, sort_dicts)}: "
            last = i == len(items) - 1
            out.append(head)
            out += _lines(item, column + indent + len(head), width, indent, sort_dicts, 1 + (after if last else 0))
            out.append("" if last else ",\n" + " " * (column + indent))
        return out + ["}"]
    if type(value) in (list, tuple, set) and value:
        open, close = {list: "[]", tuple: "()", set: "{}"}[type(value)]
        items = _ordered(value) if isinstance(value, set) else list(value)
        out = [open + " " * (indent - 1)]
        for i, item in enumerate(items):
            last = i == len(items) - 1
            out += _lines(item, column + indent, width, indent, sort_dicts, 1 + (after if last else 0))
            out.append("" if last else ",\n" + " " * (column + indent))
        return out + [",)" if isinstance(value, tuple) and len(items) == 1 else close]
    return [flat]


def _ordered(items):
    try:
        return sorted(items)
    except TypeError:
        return sorted(items, key=lambda item: (str(type(item)), id(item)))


def _pairs(value, sort_dicts):
    if not sort_dicts:
        return list(value.items())
    try:
        return sorted(value.items(), key=lambda item: item[0])
    except TypeError:
        return list(value.items())


def _flat(value, sort_dicts):
    if type(value) is dict and sort_dicts:
        return "{" + ", ".join([f"{_flat(k, True)}: {_flat(v, True)}" for k, v in _pairs(value, True)]) + "}"
    if type(value) is list:
        return "[" + ", ".join([_flat(item, sort_dicts) for item in value]) + "]"
    if type(value) is set and value:
        return "{" + ", ".join([_flat(item, sort_dicts) for item in _ordered(value)]) + "}"
    return repr(value)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    text = pformat(object, indent, width, sort_dicts=sort_dicts)
    if stream is None:
        print(text)
    else:
        stream.write(text + "\n")


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, **options):
        self._options = (indent, width)
        self._stream = stream

    def pprint(self, object):
        pprint(object, self._stream, *self._options)

    def pformat(self, object):
        return pformat(object, *self._options)
