"""Addresses in parts."""

_SAFE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")


class _Parts(tuple):
    def __new__(cls, *items):
        return tuple.__new__(cls, items)

    def __getattr__(self, name):
        if name in self._fields:
            return self[self._fields.index(name)]
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __repr__(self):
        return f"{type(self).__name__}({', '.join([f'{n}={v!r}' for n, v in zip(self._fields, self)])})"

    def _replace(self, **changes):
        return type(self)(*[changes.get(n, v) for n, v in zip(self._fields, self)])

    def _asdict(self):
        return dict(zip(self._fields, self))

    @property
    def hostname(self):
        host = self.netloc.rpartition("@")[2]
        host = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
        return host.lower() or None

    @property
    def port(self):
        text = self.netloc.rpartition("@")[2].rpartition("]")[2].partition(":")[2]
        if not text:
            return None
        if not text.isdigit():
            raise ValueError(f"Port could not be cast to integer value as {text!r}")
        if int(text) > 65535:
            raise ValueError("Port out of range 0-65535")
        return int(text)

    @property
    def username(self):
        user, at, _ = self.netloc.rpartition("@")
        return user.partition(":")[0] if at else None

    @property
    def password(self):
        user, at, _ = self.netloc.rpartition("@")
        return user.partition(":")[2] or None if at else None


class SplitResult(_Parts):
    _fields = ("scheme", "netloc", "path", "query", "fragment")

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_Parts):
    _fields = ("scheme", "netloc", "path", "params", "query", "fragment")

    def geturl(self):
        return urlunparse(self)


def urlsplit(url, scheme="", allow_fragments=True):
    url = url.lstrip().replace("\n", "").replace("\r", "").replace("\t", "")
    head, colon, rest = url.partition(":")
    if colon and head and head[0].isalpha() and all(c.isalnum() or c in "+-." for c in head):
        scheme, url = head.lower(), rest
    netloc = query = fragment = ""
    if url.startswith("//"):
        end = min([i for i in (url.find(c, 2) for c in "/?#") if i >= 0], default=len(url))
        netloc, url = url[2:end], url[end:]
    if allow_fragments:
        url, _, fragment = url.partition("#")
    url, _, query = url.partition("?")
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme="", allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    last = path.rfind("/")
    if ";" in path[last + 1:]:
        cut = path.index(";", last + 1)
        path, params = path[:cut], path[cut + 1:]
    return ParseResult(scheme, netloc, path, params, query, fragment)


def urlunsplit(components):
    scheme, netloc, url, query, fragment = components
    if netloc or url[:2] == "//":
        if url and url[0] != "/":
            url = "/" + url
        url = "//" + netloc + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url += "?" + query
    if fragment:
        url += "#" + fragment
    return url


def urlunparse(components):
    scheme, netloc, url, params, query, fragment = components
    return urlunsplit((scheme, netloc, f"{url};{params}" if params else url, query, fragment))


def urljoin(base, url, allow_fragments=True):
    if not base or not url:
        return base or url
    b, u = urlsplit(base), urlsplit(url)
    if u.scheme and u.scheme != b.scheme:
        return url
    if u.netloc:
        return urlunsplit((b.scheme,) + tuple(u)[1:])
    if not u.path:
        return urlunsplit((b.scheme, b.netloc, b.path, u.query or b.query, u.fragment))
    path = u.path if u.path.startswith("/") else b.path[:b.path.rfind("/") + 1] + u.path
    if b.netloc and not path.startswith("/"):
        path = "/" + path
    parts = []
    for part in path.split("/"):
        if part == "..":
            if len(parts) > 1:
                parts.pop()
        elif part != ".":
            parts.append(part)
    if path.endswith(("/.", "/..")):
        parts.append("")
    return urlunsplit((b.scheme, b.netloc, "/".join(parts), u.query, u.fragment))


def urldefrag(url):
    head, _, fragment = url.partition("#")
    return head, fragment


def quote(string, safe="/", encoding=None, errors=None):
    data = string if isinstance(string, (bytes, bytearray)) else str(string).encode(encoding or "utf-8")
    out = []
    for byte in data:
        char = chr(byte)
        out.append(char if char in _SAFE or char in safe else f"%{byte:02X}")
    return "".join(out)


def quote_plus(string, safe="", encoding=None, errors=None):
    return quote(string, safe + " ").replace(" ", "+")


def unquote_to_bytes(string):
    data = string.encode("utf-8") if isinstance(string, str) else bytes(string)
    out, at = bytearray(), 0
    while at < len(data):
        if data[at] == 37 and at + 2 < len(data) + 0:
            try:
                out.append(int(data[at + 1:at + 3].decode("ascii"), 16))
                at += 3
                continue
            except (ValueError, UnicodeDecodeError):
                pass
        out.append(data[at])
        at += 1
    return bytes(out)


def unquote(string, encoding="utf-8", errors="replace"):
    return string if "%" not in string else unquote_to_bytes(string).decode(encoding, errors)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    pairs = []
    for key, value in query.items() if hasattr(query, "items") else query:
        values = value if doseq and isinstance(value, (list, tuple)) else (value,)
        for each in values:
            pairs.append(f"{quote_via(str(key), safe)}={quote_via(each if isinstance(each, bytes) else str(each), safe)}")
    return "&".join(pairs)


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", separator="&"):
    pairs = []
    for item in qs.split(separator):
        if not item:
            continue
        name, equal, value = item.partition("=")
        if value or keep_blank_values:
            pairs.append((unquote_plus(name), unquote_plus(value)))
    return pairs


def parse_qs(qs, **options):
    found = {}
    for name, value in parse_qsl(qs, **options):
        found.setdefault(name, []).append(value)
    return found
