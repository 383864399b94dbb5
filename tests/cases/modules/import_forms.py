import os.path
import collections as c
from math import floor as down, ceil
from itertools import *
import sys, time as clock


def inside():
    import string
    from functools import reduce
    return string.digits, reduce(max, [3, 9, 2])


print(os.path.join("a", "b"), c.deque([1]), down(2.5), ceil(2.5), list(chain([1], [2])), clock.sleep(0), inside())
try:
    import nothing_here
except ImportError as error:
    print(type(error).__name__, error.name)
try:
    from math import nothing_here
except ImportError as error:
    print(str(error).split(" (")[0])
try:
    string
except NameError as error:
    print(error)
print(__name__, type(sys).__name__, repr(type(os)), sys.__name__, hasattr(os, "path"))
module = __import__("math")
print(module.floor(3.7), module is __import__("math"), sys.modules["math"] is module)
import importlib
print(importlib.import_module("collections").Counter("aa"))
if __name__ == "__main__":
    print("run as a program")
