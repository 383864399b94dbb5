import copy
import pickle
from ctypes import *


class P(Structure):
    _fields_ = [("x", c_int), ("y", c_double)]


p = P(1, 2.5)
p.note = "n"
q = pickle.loads(pickle.dumps(p))
print(q.x, q.y, q.note, pickle.loads(pickle.dumps(c_int(4))), pickle.loads(pickle.dumps([c_double(1.5), c_char(b"x")])))
r = copy.copy(p)
r.x = 7
print(p.x, r.x, r.note)
for bad in (c_char_p(b"a"), (c_int * 3)(1, 2)):
    try:
        pickle.dumps(bad)
        print("?")
    except Exception as error:
        print(type(error).__name__, str(error)[-60:])
