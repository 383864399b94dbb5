"""The module that CPython keeps these names in."""

from queue import Empty, SimpleQueue
