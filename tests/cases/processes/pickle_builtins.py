import pickle

values = [None, True, False, 0, -1, 2**40, -(2**100), 1.5, float("inf"), -0.0, "", "text é 漢", b"", b"by\x00tes", bytearray(b"ba")]
values += [[], [1, [2]], (), (1,), (1, 2, 3, 4), {}, {"a": {"b": []}}, set(), {1, 2}, frozenset({3}), range(2, 9, 3), slice(1, None, 2)]
values += [..., NotImplemented, int, str, list, Exception, len, print, "x" * 300, list(range(300))]
for value in values:
    data = pickle.dumps(value)
    copy = pickle.loads(data)
    assert isinstance(data, bytes) and type(copy) is type(value) and copy == value, value
print(len(values), "values")
print(pickle.loads(pickle.dumps(float("nan"))), pickle.loads(pickle.dumps(-0.0)), pickle.loads(pickle.dumps(len)) is len)
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    assert pickle.loads(pickle.dumps([1, "a", {2: b"b"}], protocol)) == [1, "a", {2: b"b"}]
print(pickle.HIGHEST_PROTOCOL, pickle.DEFAULT_PROTOCOL, pickle.loads(pickle.dumps(5, protocol=-1)))
