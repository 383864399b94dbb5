import pickle
from collections import OrderedDict


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x!r}, {self.y!r})"


old = [
    b"(lp0\nI1\naF2.5\naVtext\np1\na(dp2\nVk\np3\n(I1\nI2\ntp4\nsaI01\naNaL100000000000000000000L\na.",
    b"]q\x00(K\x01G@\x04\x00\x00\x00\x00\x00\x00X\x04\x00\x00\x00textq\x01}q\x02X\x01\x00\x00\x00kq\x03(K\x01K\x02tq\x04sI01\nNL100000000000000000000L\ne.",
    b"\x80\x02c__builtin__\nset\nq\x00]q\x01(K\x01K\x02e\x85q\x02Rq\x03.",
    b"\x80\x02c__builtin__\nxrange\nq\x00K\x00K\x05K\x01\x87q\x01Rq\x02.",
    b"\x80\x02cexceptions\nValueError\nq\x00X\x01\x00\x00\x00xq\x01\x85q\x02Rq\x03.",
    b"\x80\x02c__main__\nPoint\nq\x00)\x81q\x01}q\x02(X\x01\x00\x00\x00xq\x03K\x01X\x01\x00\x00\x00yq\x04K\x02ub.",
    b"ccopy_reg\n_reconstructor\np0\n(c__main__\nPoint\np1\nc__builtin__\nobject\np2\nNtp3\nRp4\n(dp5\nVx\np6\nI1\nsVy\np7\nI2\nsb.",
    b"\x80\x03ccollections\nOrderedDict\nq\x00)Rq\x01X\x01\x00\x00\x00aq\x02K\x01s.",
    b"\x80\x03c_codecs\nencode\nq\x00X\x03\x00\x00\x00abcq\x01X\x06\x00\x00\x00latin1q\x02\x86q\x03Rq\x04.",
    b"\x80\x04\x95\x1e\x00\x00\x00\x00\x00\x00\x00\x8c\x08__main__\x94\x8c\x05Point\x94\x93\x94)\x81\x94.",
    b"\x80\x05\x95\x0e\x00\x00\x00\x00\x00\x00\x00\x96\x03\x00\x00\x00\x00\x00\x00\x00abc\x94.",
    b"(i__main__\nPoint\n(dp0\nS'x'\nI1\nsS'y'\nI2\nsb.",
    b"(dp0\nS'key'\np1\nS'value\\n'\np2\ns.",
]
for data in old:
    try:
        print(pickle.loads(data))
    except Exception as error:
        print(type(error).__name__, error)
print(pickle.loads(b"U\x02\xe9\xe8.", encoding="latin1"), pickle.loads(b"U\x02\xe9\xe8.", encoding="bytes"))
try:
    pickle.loads(b"U\x02\xe9\xe8.")
except UnicodeDecodeError as error:
    print(error)
