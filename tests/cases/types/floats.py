values = [0.1, 1.0, 1e16, 1e15, 123456789.123, 1e-5, 0.0001, 1.5e300, 2 ** 0.5, 1 / 3, 100.0, 1e22, 5e-324, -0.0]
print(values)
print(0.1 + 0.2, 1e308 * 10, -1e308 * 10, float("nan"), float("inf"), float("-inf"))
print(str(1e100), repr(1.0), 3.0, 1e3, 12345678901234567890.0, 0.1 + 0.7, 4.35 * 100)
print(float("3.5"), float(" -2e3 "), float("1_0.5"), float(7), float("Infinity"), float())
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2), round(0.5), round(1e20), round(1.15, 1))
print(int(1e3), 7.0 // 2, -7.0 // 2, 7.5 % 2, -7.5 % 2, 5.0 ** 3, 2 ** 0.5, divmod(7.5, 2))
print((0.5).is_integer(), (4.0).is_integer(), (0.75).as_integer_ratio(), (1.5).hex(), float.fromhex("0x1.8p+0"))
print(1.0 == 1, 0.0 == -0.0, float("nan") == float("nan"), 1e400 == float("inf"), 3.0 > 2, hash(0.5), hash(1e300), hash(float("inf")))
print(max(1.5, 2), min(2, 1.5), sum([0.1] * 10), abs(-2.5), -2.5, +1.5)
print(1e5, 1e-4, 1.0e16, 123456.789e3, 9007199254740993.0, 0.1e-6, 1.7976931348623157e308)
for text in ("abc", "", "1.2.3", "--1"):
    try:
        print(float(text))
    except ValueError as error:
        print(error)
for f in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 0.0 ** -1, lambda: int(float("nan")), lambda: int(1e400), lambda: 10.0 ** 400):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
