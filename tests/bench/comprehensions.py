# Comprehensions of all kinds, with zip, enumerate, map, filter, any and all.
def primes(n):
    return [p for p in range(2, n) if all(p % d for d in range(2, int(p ** 0.5) + 1))]


def triples(n):
    return [(a, b, c) for a in range(1, n) for b in range(a, n) for c in (int((a * a + b * b) ** 0.5),) if c < n and c * c == a * a + b * b]


table = {n: [d for d in range(1, n + 1) if n % d == 0] for n in range(1, 2600)}
perfect = {n for n, divisors in table.items() if sum(divisors) == 2 * n}
rows = [[(i * j) % 10 for j in range(500)] for i in range(500)]
columns = [list(column) for column in zip(*rows)]
trace = sum(row[i] for i, row in enumerate(rows))
odd = list(filter(lambda x: x % 2, map(lambda x: x * 3, range(700000))))
print(len(primes(30000)), len(triples(700)), sorted(perfect), trace, columns == rows, len(odd), any(x > 2099990 for x in odd))
