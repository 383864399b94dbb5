import pickle

values = [None, True, False, 0, 1, -1, 255, 256, 65535, 65536, 2**31 - 1, 2**31, -2**31, -2**31 - 1, 2**63, -2**64, 10**40,
          -10**40, 255 << 2000, 0.0, -1.5, 1e300, float("inf"), "", "a", "héllo", "\u20ac" * 100, "😀", b"", b"abc", b"\xff" * 300]
for protocol in range(6):
    for value in values:
        data = pickle.dumps(value, protocol)
        print(protocol, data if len(data) < 60 else (len(data), data[:20]), pickle.loads(data) == value)
