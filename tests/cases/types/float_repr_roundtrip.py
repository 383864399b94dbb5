import random

random.seed(11)
values = [random.uniform(-1, 1) * 10.0 ** random.randint(-20, 20) for _ in range(300)]
print(all(float(repr(v)) == v for v in values), values[:5])
print([2.0 ** k for k in range(-10, 70, 9)])
print([10.0 ** k for k in range(-6, 24, 3)])
print([0.1 * k for k in range(11)])
print([1 / k for k in (3, 7, 9, 11, 13)], 1e23, 9007199254740993.0, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308)
print(0.1 + 0.2 - 0.3, 1e16 + 1, 123456789012345678, 1.5e-7, 100000000000000000000.0, 4.9406564584124654e-324)
print(float("1e-400"), float("1e400"), float("  1.25\n"), float("+.5"), float("5."), float("1E5"), float("-INF"), float("nan"))
