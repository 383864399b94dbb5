# try, except, finally and with in hot loops, and exceptions that are really raised.
class Rejected(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Guard:
    entered = 0

    def __enter__(self):
        Guard.entered += 1
        return self

    def __exit__(self, kind, value, tb):
        return kind is KeyError


def check(n):
    if n % 4 == 0:
        raise Rejected(n % 10)
    return n


def deep(n, levels):
    if levels == 0:
        return check(n)
    try:
        return deep(n, levels - 1)
    finally:
        counts[0] += 1


counts = [0, 0, 0]
for n in range(700000):
    try:
        check(n)
    except Rejected as error:
        counts[1] += error.code
    else:
        counts[2] += 1
for n in range(80000):
    try:
        deep(n, 5)
    except Rejected:
        pass
    with Guard():
        {}[n]
for n in range(900000):
    try:
        n + 1
    finally:
        counts[2] += 1
print(counts, Guard.entered)
