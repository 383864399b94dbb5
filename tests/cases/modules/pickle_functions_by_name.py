import math
import os.path
import pickle
import time
import threading


def top(x):
    return x + 1


class C:
    @staticmethod
    def stat():
        return "stat"

    @classmethod
    def cls_(cls):
        return cls.__name__

    def method(self):
        return "method"


for value in (top, C, C.method, len, print, int, ValueError, math.sqrt, math.gcd, threading.Thread, type, object, dict, str.upper, C.cls_,
              time.sleep):
    print(pickle.dumps(value), pickle.loads(pickle.dumps(value)) == value)
for protocol in range(4):
    print(pickle.dumps([top, C, len, range, ValueError], protocol), pickle.loads(pickle.dumps([top, len, range, ValueError], protocol)))\
        if False else print(pickle.dumps([top, C, len, ValueError], protocol))
    assert pickle.loads(pickle.dumps([top, C, len, range, ValueError, map], protocol)) == [top, C, len, range, ValueError, map]
print(pickle.dumps(C.method, 2), pickle.loads(pickle.dumps(C.method, 2)) is C.method)
print(pickle.loads(pickle.dumps(C().method))(), pickle.loads(pickle.dumps([3, 4].append)).__name__)
print(pickle.dumps([1].append), pickle.dumps("abc".upper), pickle.loads(pickle.dumps("abc".upper))())
print(pickle.dumps(C.stat), pickle.loads(pickle.dumps(C.stat))())
print(pickle.dumps([type(None), type(...), type(NotImplemented)]))
print(pickle.loads(pickle.dumps(top))(1), pickle.dumps(list[int]), pickle.loads(pickle.dumps(dict[str, int])), pickle.loads(pickle.dumps(int | str)))
