"""Pages, as the well-known package `requests` gives them."""

import _net
from requests import exceptions
from requests.exceptions import (
    ConnectionError, ConnectTimeout, HTTPError, InvalidSchema, InvalidURL, JSONDecodeError, MissingSchema, ReadTimeout,
    RequestException, Timeout, TooManyRedirects, URLRequired)

__version__ = "2.31.0"


class codes:
    ok = OK = 200
    created = 201
    no_content = 204
    moved_permanently = 301
    found = 302
    not_modified = 304
    bad_request = 400
    unauthorized = 401
    forbidden = 403
    not_found = 404
    too_many_requests = 429
    internal_server_error = server_error = 500
    bad_gateway = 502
    service_unavailable = 503


class CaseInsensitiveDict:
    def __init__(self, data=None, **kwargs):
        self._store = {}
        self.update(data or {}, **kwargs)

    def __setitem__(self, key, value):
        self._store[key.lower()] = (key, value)

    def __getitem__(self, key):
        return self._store[key.lower()][1]

    def __delitem__(self, key):
        del self._store[key.lower()]

    def __contains__(self, key):
        return key.lower() in self._store

    def __iter__(self):
        return iter([key for key, _ in self._store.values()])

    def __len__(self):
        return len(self._store)

    def get(self, key, default=None):
        return self._store[key.lower()][1] if key.lower() in self._store else default

    def keys(self):
        return [key for key, _ in self._store.values()]

    def values(self):
        return [value for _, value in self._store.values()]

    def items(self):
        return list(self._store.values())

    def update(self, other=(), **more):
        for key, value in dict(other.items() if hasattr(other, "items") else other, **more).items():
            self[key] = value

    def copy(self):
        return CaseInsensitiveDict(dict(self.items()))

    def __repr__(self):
        return str(dict(self.items()))


class PreparedRequest:
    def __init__(self, method, url, headers, body):
        self.method, self.url, self.headers, self.body = method, url, headers, body

    def __repr__(self):
        return f"<PreparedRequest [{self.method}]>"


class Response:
    def __init__(self):
        self.status_code = None
        self.reason = None
        self.url = None
        self.headers = CaseInsensitiveDict()
        self.content = b""
        self.encoding = None
        self.elapsed = None
        self.history = []
        self.request = None
        self.cookies = {}
        self.raw = None

    @property
    def ok(self):
        return self.status_code < 400

    @property
    def apparent_encoding(self):
        return "utf-8"

    @property
    def text(self):
        return self.content.decode(self.encoding or "utf-8", "replace")

    @property
    def is_redirect(self):
        return self.status_code in (301, 302, 303, 307, 308) and "location" in self.headers

    def json(self, **kwargs):
        import json
        try:
            return json.loads(self.content.decode("utf-8"), **kwargs)
        except json.JSONDecodeError as error:
            raise JSONDecodeError(error.msg, error.doc, error.pos) from None

    def iter_content(self, chunk_size=1, decode_unicode=False):
        data = self.text if decode_unicode else self.content
        size = chunk_size or max(len(data), 1)
        for start in range(0, len(data), size):
            yield data[start:start + size]

    def iter_lines(self, chunk_size=512, decode_unicode=False, delimiter=None):
        data = self.text if decode_unicode else self.content
        yield from data.splitlines() if delimiter is None else data.split(delimiter)

    def raise_for_status(self):
        if self.status_code >= 400:
            side = "Client" if self.status_code < 500 else "Server"
            raise HTTPError(f"{self.status_code} {side} Error: {self.reason} for url: {self.url}", response=self)

    def close(self):
        pass

    def __bool__(self):
        return self.ok

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        return self.iter_content(128)

    def __repr__(self):
        return f"<Response [{self.status_code}]>"


def _encoding_of(headers):
    kind = headers.get("content-type") or ""
    if "charset=" in kind:
        return kind.partition("charset=")[2].partition(";")[0].strip().strip("'\"")
    if "text" in kind:
        return "ISO-8859-1"
    return "utf-8" if "application/json" in kind else None


def _address(url, params):
    if not isinstance(url, str):
        url = str(url)
    url = url.lstrip()
    scheme, colon, rest = url.partition("://")
    if not colon:
        raise MissingSchema(f"Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?")
    if scheme.lower() not in ("http", "https"):
        raise InvalidSchema(f"No connection adapters were found for {url!r}")
    host, slash, path = rest.partition("/")
    if not host:
        raise InvalidURL(f"Invalid URL {url!r}: No host supplied")
    if not slash and "?" not in host:
        url = f"{scheme}://{host}/"
    if params:
        from urllib.parse import urlencode
        query = params if isinstance(params, str) else urlencode(
            [(k, v) for k, v in (params.items() if hasattr(params, "items") else params) if v is not None], doseq=True)
        url += ("&" if "?" in url else "?") + query
    return url


def _body(data, json, headers):
    if json is not None:
        from json import dumps
        headers.setdefault("Content-Type", "application/json")
        return dumps(json).encode()
    if not data:
        return b""
    if isinstance(data, bytes):
        return data
    if isinstance(data, str):
        return data.encode()
    from urllib.parse import urlencode
    headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
    return urlencode(data, doseq=True).encode()


def request(method, url, *, params=None, data=None, headers=None, cookies=None, files=None, auth=None, timeout=None,
            allow_redirects=True, proxies=None, hooks=None, stream=None, verify=None, cert=None, json=None):
    method = method.upper()
    sent = {"User-Agent": f"python-requests/{__version__}", "Accept-Encoding": "identity", "Accept": "*/*",
            "Connection": "keep-alive"}
    sent.update({str(k): v if isinstance(v, str) else str(v) for k, v in (headers or {}).items() if v is not None})
    url = _address(url, params)
    body = _body(data, json, sent)
    flat = []
    for key, value in sent.items():
        flat += [key, value]
    if isinstance(timeout, tuple):
        timeout = timeout[-1]
    reply = _net.http(method, url, flat, body, timeout)
    if len(reply) == 2:
        kind, message = reply
        if kind == "timeout":
            raise ReadTimeout(message)
        raise (InvalidURL if kind == "url" else ConnectionError)(message)
    from datetime import timedelta
    response = Response()
    response.status_code, response.reason, response.url, lines, response.content, seconds = reply
    response.headers = CaseInsensitiveDict([(lines[i], lines[i + 1]) for i in range(0, len(lines), 2)])
    response.encoding = _encoding_of(response.headers)
    response.elapsed = timedelta(seconds=seconds)
    response.request = PreparedRequest(method, url, CaseInsensitiveDict(sent), body or None)
    return response


def get(url, params=None, **kwargs):
    return request("get", url, params=params, **kwargs)


def options(url, **kwargs):
    return request("options", url, **kwargs)


def head(url, **kwargs):
    return request("head", url, **kwargs)


def post(url, data=None, json=None, **kwargs):
    return request("post", url, data=data, json=json, **kwargs)


def put(url, data=None, **kwargs):
    return request("put", url, data=data, **kwargs)


def patch(url, data=None, **kwargs):
    return request("patch", url, data=data, **kwargs)


def delete(url, **kwargs):
    return request("delete", url, **kwargs)


class Session:
    def __init__(self):
        self.headers = CaseInsensitiveDict({"User-Agent": f"python-requests/{__version__}"})
        self.params = {}
        self.cookies = {}
        self.auth = None
        self.verify = True

    def request(self, method, url, *, params=None, headers=None, **kwargs):
        merged = dict(self.headers.items())
        merged.update(headers or {})
        both = {**self.params, **params} if isinstance(params, dict) else params or self.params
        return request(method, url, params=both, headers=merged, **kwargs)

    def get(self, url, **kwargs):
        return self.request("GET", url, **kwargs)

    def head(self, url, **kwargs):
        return self.request("HEAD", url, **kwargs)

    def post(self, url, data=None, json=None, **kwargs):
        return self.request("POST", url, data=data, json=json, **kwargs)

    def put(self, url, data=None, **kwargs):
        return self.request("PUT", url, data=data, **kwargs)

    def patch(self, url, data=None, **kwargs):
        return self.request("PATCH", url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)

    def mount(self, prefix, adapter):
        pass

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def session():
    return Session()
