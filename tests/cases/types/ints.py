print(7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3, divmod(-7, 2), divmod(7, -2))
print(2 ** 10, 2 ** -1, (-2) ** 3, 0 ** 0, pow(3, 4, 5), pow(3, -1, 7))
print(5 / 2, 4 / 2, 1 / 3, -1 / 4, 10 // 3.0, 7 % 2.5, -7.5 // 2)
print(6 & 3, 6 | 3, 6 ^ 3, ~6, 1 << 10, -8 >> 1, 5 >> 10)
print(int("42"), int("-0x1f", 16), int("1010", 2), int(" 7 "), int("1_000"), int(3.9), int(-3.9), int(True))
print(bin(10), oct(8), hex(255), bin(-5), hex(-255), 0b11, 0o17, 0xFF, 1_000_000)
print((255).bit_length(), (0).bit_length(), (-1).bit_length(), (7).bit_count(), (5).real, (5).numerator)
print((1024).to_bytes(2, "big"), int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\xff", "little", signed=True))
print(abs(-5), round(2567, -2), round(15, -1), round(25, -1), round(5), max(3, 7.5, 2), min([4, 2, 9]))
print(1 == 1.0, 1 == True, 2 < 2.5, hash(1) == hash(1.0) == hash(True), 0.1 + 0.2 == 0.3)
print(True + True, True * 5, -True, ~False, True & False, True | 1, type(True & True))
print(isinstance(True, int), int(), bool("False"), bool(""), str(True))
for text in ("", "1.5", "abc", "0x10", "1__0"):
    try:
        print(int(text))
    except ValueError as error:
        print(error)
for f in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: 0 ** -1, lambda: 1 << -1, lambda: int([]), lambda: int("z", 40)):
    try:
        f()
    except Exception as error:
        print(type(error).__name__, error)
