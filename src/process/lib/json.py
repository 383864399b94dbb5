"""JSON texts."""


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        line = doc.count("\n", 0, pos) + 1
        column = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, f"{msg}: line {line} column {column} (char {pos})")
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, line, column


# Writing.

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def _quote(text, ascii_only):
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    out = []
    for char in text:
        if char in _ESCAPES:
            out.append(_ESCAPES[char])
        elif char < " " or (char > "~" and ascii_only):
            code = ord(char)
            if code > 0xFFFF:
                code -= 0x10000
                out.append(f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}")
            else:
                out.append(f"\\u{code:04x}")
        else:
            out.append(char)
    return '"' + "".join(out) + '"'


def _float(value, allow_nan):
    if value != value:
        text = "NaN"
    elif value == float("inf"):
        text = "Infinity"
    elif value == float("-inf"):
        text = "-Infinity"
    else:
        return float.__repr__(value)
    if not allow_nan:
        raise ValueError(f"Out of range float values are not JSON compliant: {value!r}")
    return text


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = " " * indent if isinstance(indent, int) else indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default
        self._inside = set()

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        out = []
        self._write(o, out, "\n")
        return "".join(out)

    def iterencode(self, o):
        return iter([self.encode(o)])

    def _write(self, value, out, newline):
        if value is None:
            out.append("null")
        elif value is True:
            out.append("true")
        elif value is False:
            out.append("false")
        elif isinstance(value, str):
            out.append(_quote(value, self.ensure_ascii))
        elif isinstance(value, int):
            out.append(int.__repr__(value))
        elif isinstance(value, float):
            out.append(_float(value, self.allow_nan))
        else:
            key = id(value)
            if key in self._inside:
                raise ValueError("Circular reference detected")
            self._inside.add(key)
            try:
                if isinstance(value, (list, tuple)):
                    self._write_list(value, out, newline)
                elif isinstance(value, dict):
                    self._write_dict(value, out, newline)
                else:
                    self._write(self.default(value), out, newline)
            finally:
                self._inside.discard(key)

    def _write_list(self, items, out, newline):
        if not items:
            out.append("[]")
            return
        inner, separator = newline, self.item_separator
        out.append("[")
        if self.indent is not None:
            inner = newline + self.indent
            separator += inner
            out.append(inner)
        first = True
        for item in items:
            if not first:
                out.append(separator)
            first = False
            self._write(item, out, inner)
        if self.indent is not None:
            out.append(newline)
        out.append("]")

    def _write_dict(self, items, out, newline):
        if not items:
            out.append("{}")
            return
        inner, separator = newline, self.item_separator
        out.append("{")
        if self.indent is not None:
            inner = newline + self.indent
            separator += inner
            out.append(inner)
        first = True
        for key, value in sorted(items.items()) if self.sort_keys else items.items():
            key = self._key(key)
            if key is None:
                continue
            if not first:
                out.append(separator)
            first = False
            out.append(_quote(key, self.ensure_ascii))
            out.append(self.key_separator)
            self._write(value, out, inner)
        if self.indent is not None:
            out.append(newline)
        out.append("}")

    def _key(self, key):
        if isinstance(key, str):
            return key
        if key is True:
            return "true"
        if key is False:
            return "false"
        if key is None:
            return "null"
        if isinstance(key, int):
            return int.__repr__(key)
        if isinstance(key, float):
            return _float(key, self.allow_nan)
        if self.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
          separators=None, default=None, sort_keys=False, **kw):
    encoder = JSONEncoder if cls is None else cls
    return encoder(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
                   indent=indent, separators=separators, default=default, sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))


# Reading.

_SPACE = " \t\n\r"
_PLAIN = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS = (("null", None), ("true", True), ("false", False), ("NaN", float("nan")), ("Infinity", float("inf")),
          ("-Infinity", float("-inf")))


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.object_pairs_hook = object_pairs_hook
        self.strict = strict

    def decode(self, s):
        value, at = self._value(s, _skip(s, 0))
        at = _skip(s, at)
        if at != len(s):
            raise JSONDecodeError("Extra data", s, at)
        return value

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    def _value(self, s, at):
        char = s[at:at + 1]
        if char == '"':
            return self._string(s, at + 1)
        if char == "{":
            return self._object(s, _skip(s, at + 1))
        if char == "[":
            return self._array(s, _skip(s, at + 1))
        for word, value in _WORDS:
            if s.startswith(word, at):
                return value, at + len(word)
        return self._number(s, at)

    def _number(self, s, start):
        at, n = start, len(s)
        if s[at:at + 1] == "-":
            at += 1
        digits = at
        while at < n and "0" <= s[at] <= "9":
            at += 1
            if s[digits] == "0":
                break
        if at == digits:
            raise JSONDecodeError("Expecting value", s, start)
        whole = True
        if at + 1 < n and s[at] == "." and "0" <= s[at + 1] <= "9":
            whole = False
            at += 1
            while at < n and "0" <= s[at] <= "9":
                at += 1
        if at < n and s[at] in "eE":
            end = at + 1
            if end < n and s[end] in "+-":
                end += 1
            if end < n and "0" <= s[end] <= "9":
                whole = False
                while end < n and "0" <= s[end] <= "9":
                    end += 1
                at = end
        text = s[start:at]
        return (self.parse_int(text) if whole else self.parse_float(text)), at

    def _string(self, s, start):
        out, at = [], start
        while True:
            end = s.find('"', at)
            if end < 0:
                raise JSONDecodeError("Unterminated string starting at", s, start - 1)
            slash = s.find("\\", at, end)
            piece = s[at:end if slash < 0 else slash]
            if self.strict and not piece.isprintable():
                for i, char in enumerate(piece):
                    if char < " ":
                        raise JSONDecodeError("Invalid control character at", s, at + i)
            if slash < 0:
                if not out:
                    return piece, end + 1
                out.append(piece)
                return "".join(out), end + 1
            out.append(piece)
            code = s[slash + 1:slash + 2]
            if code == "u":
                char, at = self._unicode(s, slash + 1)
                out.append(char)
            elif code in _PLAIN and code:
                out.append(_PLAIN[code])
                at = slash + 2
            elif not code:
                raise JSONDecodeError("Unterminated string starting at", s, start - 1)
            else:
                raise JSONDecodeError("Invalid \\escape: " + repr(code), s, slash)

    def _unicode(self, s, at):
        code = _hex(s, at)
        at += 5
        if 0xD800 <= code < 0xDC00 and s[at:at + 2] == "\\u":
            low = _hex(s, at + 1)
            if 0xDC00 <= low < 0xE000:
                return chr(0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00))), at + 6
        return chr(code), at

    def _object(self, s, at):
        pairs = []
        if s[at:at + 1] == "}":
            return self._made(pairs), at + 1
        while True:
            if s[at:at + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, at)
            key, at = self._string(s, at + 1)
            at = _skip(s, at)
            if s[at:at + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", s, at)
            value, at = self._value(s, _skip(s, at + 1))
            pairs.append((key, value))
            at = _skip(s, at)
            char = s[at:at + 1]
            if char == "}":
                return self._made(pairs), at + 1
            if char != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = _skip(s, at + 1)

    def _made(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        value = dict(pairs)
        return value if self.object_hook is None else self.object_hook(value)

    def _array(self, s, at):
        items = []
        if s[at:at + 1] == "]":
            return items, at + 1
        while True:
            value, at = self._value(s, at)
            items.append(value)
            at = _skip(s, at)
            char = s[at:at + 1]
            if char == "]":
                return items, at + 1
            if char != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = _skip(s, at + 1)


def _skip(s, at):
    n = len(s)
    while at < n and s[at] in _SPACE:
        at += 1
    return at


def _hex(s, at):
    digits = s[at + 1:at + 5]
    try:
        if len(digits) == 4 and digits[1] not in "xX":
            return int(digits, 16)
    except ValueError:
        pass
    raise JSONDecodeError("Invalid \\uXXXX escape", s, at)


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
          object_pairs_hook=None, **kw):
    if isinstance(s, (bytes, bytearray)):
        s = s.decode("utf-8")
    elif not isinstance(s, str):
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}")
    elif s.startswith("\ufeff"):
        raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    decoder = JSONDecoder if cls is None else cls
    return decoder(object_hook=object_hook, parse_float=parse_float, parse_int=parse_int,
                   object_pairs_hook=object_pairs_hook, **kw).decode(s)


def load(fp, **kw):
    return loads(fp.read(), **kw)
