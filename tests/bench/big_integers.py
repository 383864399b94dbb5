# Integers beyond 64 bits: factorials, Fibonacci numbers, modular powers, digits.
def factorial(n):
    result = 1
    for k in range(2, n + 1):
        result *= k
    return result


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


f = factorial(4000)
g = fibonacci(60000)
powers = sum(pow(3, n, 10 ** 30 + 57) for n in range(10 ** 6, 10 ** 6 + 40000))
print(f.bit_length(), f % 1000003, g % 10 ** 20, powers % 10 ** 15, sum(map(int, str(2 ** 14000))))
