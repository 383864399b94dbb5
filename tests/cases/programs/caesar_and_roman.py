import string


def caesar(text, shift):
    lower = string.ascii_lowercase
    table = str.maketrans(lower + lower.upper(), lower[shift:] + lower[:shift] + (lower[shift:] + lower[:shift]).upper())
    return text.translate(table)


secret = caesar("Attack at Dawn!", 13)
print(secret, caesar(secret, 13))
ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def roman(n):
    out = ""
    for value, letters in ROMAN:
        count, n = divmod(n, value)
        out += letters * count
    return out


def unroman(text):
    values = [dict((l, v) for v, l in ROMAN if len(l) == 1)[c] for c in text]
    return sum(-a if a < b else a for a, b in zip(values, values[1:] + [0]))


print([roman(n) for n in (1, 4, 9, 14, 1994, 2024)], all(unroman(roman(n)) == n for n in range(1, 200)))


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


print(max(range(1, 1000), key=collatz), collatz(27))
words = "listen silent enlist tinsel google elbow below".split()
groups = {}
for w in words:
    groups.setdefault("".join(sorted(w)), []).append(w)
print(sorted(g for g in groups.values() if len(g) > 1))
print(" ".join("FizzBuzz" if n % 15 == 0 else "Fizz" if n % 3 == 0 else "Buzz" if n % 5 == 0 else str(n) for n in range(1, 16)))
