# The sieve of Eratosthenes over a bytearray and over a list, with slices and without.
def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    p = 2
    while p * p <= n:
        if flags[p]:
            m = p * p
            while m <= n:
                flags[m] = False
                m += p
        p += 1
    return [i for i, f in enumerate(flags) if f]


def sieve_bytes(n):
    flags = bytearray(b"\x01") * (n + 1)
    flags[0:2] = b"\x00\x00"
    for p in range(2, int(n ** 0.5) + 1):
        if flags[p]:
            flags[p * p::p] = bytes(len(range(p * p, n + 1, p)))
    return sum(flags)


primes = sieve(2000000)
print(len(primes), primes[-1], sum(primes) % 1000003, sieve_bytes(6000000))
