"""Names that browsers give themselves, as the package `fake_useragent` hands them out."""

_CHROME = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36",
]
_FIREFOX = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0",
    "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0",
]
_SAFARI = [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15",
]
_EDGE = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0",
]


class FakeUserAgentError(Exception):
    pass


UserAgentError = FakeUserAgentError


class UserAgent:
    def __init__(self, *args, **kwargs):
        from random import Random
        self._random = Random()

    def _one(self, names):
        return self._random.choice(names)

    random = property(lambda self: self._one(_CHROME + _FIREFOX + _SAFARI + _EDGE))
    chrome = googlechrome = property(lambda self: self._one(_CHROME))
    firefox = ff = property(lambda self: self._one(_FIREFOX))
    safari = property(lambda self: self._one(_SAFARI))
    edge = property(lambda self: self._one(_EDGE))
    opera = ie = property(lambda self: self._one(_CHROME))

    def __getitem__(self, name):
        return getattr(self, name)


FakeUserAgent = UserAgent
