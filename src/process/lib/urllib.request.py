"""Pages by `urlopen`."""

import _net
from io import BytesIO
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urlparse


class _Headers:
    """Header lines, looked up without regard to case."""

    def __init__(self, flat):
        self._items = [(flat[i], flat[i + 1]) for i in range(0, len(flat), 2)]

    def get(self, name, default=None):
        for key, value in self._items:
            if key.lower() == name.lower():
                return value
        return default

    def __getitem__(self, name):
        return self.get(name)

    def __contains__(self, name):
        return self.get(name) is not None

    def items(self):
        return list(self._items)

    def keys(self):
        return [key for key, _ in self._items]

    def get_content_type(self):
        return (self.get("Content-Type") or "text/plain").partition(";")[0].strip().lower()

    def get_content_charset(self, failobj=None):
        kind = self.get("Content-Type") or ""
        return kind.partition("charset=")[2].strip().lower() or failobj

    def __str__(self):
        return "".join([f"{key}: {value}\n" for key, value in self._items]) + "\n"


class Request:
    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.full_url = url
        self.data = data
        self.headers = dict(headers)
        self.method = method
        parts = urlparse(url)
        self.type, self.host, self.selector = parts.scheme, parts.netloc, parts.path

    def get_method(self):
        return self.method or ("GET" if self.data is None else "POST")

    def add_header(self, key, val):
        self.headers[key.capitalize()] = val

    def get_header(self, name, default=None):
        return self.headers.get(name, default)

    def get_full_url(self):
        return self.full_url


class _Response(BytesIO):
    def __init__(self, status, reason, url, headers, body):
        BytesIO.__init__(self, body)
        self.status = self.code = status
        self.reason = self.msg = reason
        self.url = url
        self.headers = headers

    def getcode(self):
        return self.status

    def geturl(self):
        return self.url

    def info(self):
        return self.headers

    def getheader(self, name, default=None):
        return self.headers.get(name, default)

    def getheaders(self):
        return self.headers.items()


def urlopen(url, data=None, timeout=None, *, context=None, **options):
    request = url if isinstance(url, Request) else Request(url, data)
    if ":" not in request.full_url:
        raise ValueError(f"unknown url type: {request.full_url!r}")
    headers = []
    for key, value in {"User-Agent": "Python-urllib/3.11", **request.headers}.items():
        headers += [key, value]
    reply = _net.http(request.get_method(), request.full_url, headers, request.data or data or b"", timeout)
    if len(reply) == 2:
        kind, message = reply
        if kind == "timeout":
            raise TimeoutError("timed out")
        raise URLError(message)
    status, reason, address, flat, body, _ = reply
    response = _Response(status, reason, address, _Headers(flat), body)
    if status >= 400:
        raise HTTPError(address, status, reason, response.headers, response)
    return response


def urlretrieve(url, filename=None, reporthook=None, data=None):
    response = urlopen(url, data)
    name = filename or url.rpartition("/")[2] or "download"
    with open(name, "wb") as file:
        file.write(response.read())
    return name, response.headers


def build_opener(*handlers):
    class Opener:
        addheaders = []

        def open(self, url, data=None, timeout=None):
            return urlopen(url, data, timeout)
    return Opener()


def install_opener(opener):
    pass
