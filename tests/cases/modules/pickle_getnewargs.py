import pickle


class A:
    def __new__(cls, x, y=0):
        self = object.__new__(cls)
        self.made = (x, y)
        return self

    def __getnewargs__(self):
        return self.made


class B:
    def __new__(cls, *, key):
        self = object.__new__(cls)
        self.key = key
        return self

    def __getnewargs_ex__(self):
        return (), {"key": self.key}


for protocol in (2, 3, 4, 5):
    data = pickle.dumps(A(1, 2), protocol)
    print(data, pickle.loads(data).made)
for protocol in (4, 5):
    data = pickle.dumps(B(key="k"), protocol)
    print(data, pickle.loads(data).key)
print(pickle.loads(pickle.dumps(B(key="k"), 2)).key)


def attempt(**methods):
    try:
        pickle.dumps(type("T", (), methods)())
    except Exception as error:
        print(type(error).__name__, error)


attempt(__getnewargs__=lambda self: 5)
attempt(__getnewargs_ex__=lambda self: 5)
attempt(__getnewargs_ex__=lambda self: (1,))
attempt(__getnewargs_ex__=lambda self: (1, {}))
attempt(__getnewargs_ex__=lambda self: ((), 1))
