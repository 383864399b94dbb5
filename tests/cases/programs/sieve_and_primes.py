def sieve(limit):
    flags = bytearray([1]) * (limit + 1)
    flags[0] = flags[1] = 0
    for n in range(2, int(limit ** 0.5) + 1):
        if flags[n]:
            for m in range(n * n, limit + 1, n):
                flags[m] = 0
    return [n for n, prime in enumerate(flags) if prime]


primes = sieve(200)
print(len(primes), primes[:10], primes[-1], sum(primes))


def factors(n):
    found = []
    for p in primes:
        while n % p == 0:
            found.append(p)
            n //= p
    return found + [n] if n > 1 else found


print(factors(360), factors(97), factors(2 * 199))


def is_probable_prime(n, witnesses=(2, 3, 5, 7)):
    d, r = n - 1, 0
    while d % 2 == 0:
        d //= 2
        r += 1
    for a in witnesses:
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(r - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


print([n for n in range(10 ** 12, 10 ** 12 + 100) if n % 2 and is_probable_prime(n)])
