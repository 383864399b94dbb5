"""Random numbers; here they are no secrets, they come from the run's seed or the host."""

from random import SystemRandom

_source = SystemRandom()
choice = _source.choice


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError("Upper bound must be positive.")
    return _source._randbelow(exclusive_upper_bound)


def randbits(k):
    return _source.getrandbits(k)


def token_bytes(nbytes=None):
    return _source.randbytes(32 if nbytes is None else nbytes)


def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()


def compare_digest(a, b):
    return a == b
