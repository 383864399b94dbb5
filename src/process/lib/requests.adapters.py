"""Adapters: accepted, and without effect."""


class HTTPAdapter:
    def __init__(self, *args, **kwargs):
        pass
