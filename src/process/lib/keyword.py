"""The reserved words."""

from collections._named import _KEYWORDS

kwlist = sorted(_KEYWORDS)
softkwlist = ["_", "case", "match"]


def iskeyword(word):
    return word in _KEYWORDS


def issoftkeyword(word):
    return word in softkwlist
