# Nested loops over small integers: Collatz, greatest common divisors, digits.
def collatz(limit):
    best = longest = 0
    for start in range(1, limit):
        n, steps = start, 0
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        if steps > longest:
            best, longest = start, steps
    return best, longest


def gcd_sum(limit):
    total = 0
    for a in range(1, limit):
        for b in range(1, limit):
            x, y = a, b
            while y:
                x, y = y, x % y
            total += x
    return total


print(collatz(60000), gcd_sum(550))
