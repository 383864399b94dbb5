import pickle


class L(list):
    pass


class D(dict):
    pass


class I(int):
    pass


class F(float):
    pass


class S(str):
    pass


class B(bytes):
    pass


class T(tuple):
    pass


class E(set):
    pass


class FS(frozenset):
    pass


def made(cls, *args, **attrs):
    value = cls(*args)
    for name, attr in attrs.items():
        setattr(value, name, attr)
    return value


values = [made(L, [1, 2], note="n"), made(D, {"a": 1}, note=[1]), made(I, 5), made(I, 2**70, big=True), made(F, 1.5), made(S, "text", k=1),
          made(B, b"by"), made(T, (1, 2)), made(E, [1]), made(FS, [2], z=0), L(), D(), T()]
for protocol in range(6):
    for value in values:
        data = pickle.dumps(value, protocol)
        back = pickle.loads(data)
        print(protocol, data, type(back).__name__, back == value, vars(back))
