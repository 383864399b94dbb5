import pickle

values = [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2], {}, {"a": 1}, {"a": 1, "b": [2]}, set(), {1}, {1, 2, 3},
          frozenset(), frozenset([5]), bytearray(), bytearray(b"xyz"), range(3), range(1, 10, 2), slice(1, None), ..., NotImplemented,
          [[], [[]], ((),)], {1: {2: {3: None}}}]
for protocol in range(6):
    for value in values:
        data = pickle.dumps(value, protocol)
        print(protocol, data, pickle.loads(data) == value)
