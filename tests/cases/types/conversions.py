print(int("0b101", 0), int("0o17", 0), int("0xff", 0), int(b"12"), int("-5"), int(2.9e10), int(True), int("٣"))
print(float("1e3"), float(3), float(True), str(1.0), str(None), str([1, "a"]), str(b"x"), repr(str), bool([0]), bool(0.0), bool(None), bool("0"))
print(list("ab"), list((1, 2)), list({1: 2}), tuple([1]), set([1, 1]), dict([(1, 2)]), dict({"a": 1}, b=2), frozenset("a"), bytes([1, 2]), list(b"ab"))
print(int("  42\n"), list(range(3)), list(zip("ab", "cd")), str(object)[:15], ascii("é\n"), chr(0x4e2d), ord("中"))
print(hex(0), bin(0), oct(0), hex(-1), bool(range(0)), list(map(int, ["1", "2"])), int.from_bytes(b"ab", "big"), (258).to_bytes(3, "little"))
print(10 == 10.0, 1 == True, "1" == 1, [1] == (1,), 0.1 * 3 == 0.3, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 10 ** 30 > 1e29, float("inf") > 10 ** 400)
print(hash(2 ** 61 + 3), hash(-5), hash(3.5), hash(1e20) == hash(10 ** 20), hash(float("inf")), hash(-2), hash(2 ** 100), hash(0.1))
print(type(1 + 1.0).__name__, type(True + 1).__name__, type(3 // 1.0).__name__, type(2 ** -1).__name__, type(round(2.5)).__name__, type(round(2.5, 0)).__name__, type(1 / 1).__name__, type(abs(True)).__name__)
for f in (lambda: int("1e3"), lambda: int(None), lambda: int("12", 1), lambda: float(None), lambda: float("1,5"), lambda: int(float("inf")), lambda: bytes([300]), lambda: dict([1, 2]), lambda: dict([(1, 2, 3)]), lambda: list(5), lambda: int("5", base="2"), lambda: (-1).to_bytes(1, "big"), lambda: (300).to_bytes(1, "big"), lambda: int(5, 2)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
