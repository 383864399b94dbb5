a = 2 ** 100
b = 3 ** 70
print(a, b, a + b, b - a, a * b)
print(b // a, b % a, divmod(-b, a), -b // a, -b % a, a / b)
print(a << 30, a >> 90, a & b, a | b, a ^ b, ~a, -a >> 99)
print(a == 2.0 ** 100, a < b, a > 10 ** 30, hash(2 ** 61 - 1), hash(2 ** 61), hash(-1), hash(2 ** 64))
print(9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 2, -(-9223372036854775808))
print(4611686018427387904 * 2, 3037000500 ** 2, abs(-9223372036854775808))
print(int("123456789012345678901234567890") + 1, int("-ffffffffffffffffffff", 16), int("z" * 15, 36))
print(hex(a), bin(2 ** 65), oct(b), f"{a:,}", f"{b:x}", f"{a:>40}", "%d" % b, "%x" % a)
print(pow(7, 200, 10 ** 9 + 7), pow(2, 1000) % 1000007, a.bit_length())
print(float(a), float(10 ** 30), int(1e25), int(2.0 ** 70), round(10 ** 25, -20))


def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


print(fact(50))
print(fact(30) // fact(28), len(str(fact(200))))
x, y = 0, 1
for _ in range(300):
    x, y = y, x + y
print(x)
print(sum(range(10 ** 6)), sum([2 ** 62, 2 ** 62, 2 ** 62]), 10 ** 20 // 7, 10 ** 20 % 7, 10 ** 20 % -7)
print(2 ** 64 - 2 ** 64, 2 ** 64 - (2 ** 64 - 1), type(2 ** 64 - 2 ** 64 + 5))
try:
    float(10 ** 400)
except OverflowError as error:
    print(error)
try:
    10 ** 400 / 3
except OverflowError as error:
    print(error)
print(10 ** 400 // 10 ** 398, {10 ** 20: "big"}[10 ** 20], (2 ** 80).to_bytes(11, "big")[:2])
