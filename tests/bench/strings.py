# Strings: building, splitting, joining, searching, formatting.
def caesar(text, shift):
    out = []
    for c in text:
        if c.isalpha():
            base = ord("a") if c.islower() else ord("A")
            out.append(chr((ord(c) - base + shift) % 26 + base))
        else:
            out.append(c)
    return "".join(out)


text = "The quick brown fox jumps over the lazy dog. " * 60
for shift in range(1, 320):
    text = caesar(text, shift % 26)
lines = [f"{n:05d};name{n % 97};{n * 1.5:.2f};{'x' * (n % 5)}" for n in range(90000)]
total = 0.0
names = set()
for line in lines:
    number, name, price, marks = line.split(";")
    if name.endswith("7") and marks.strip() != "xx":
        names.add(name.upper().replace("NAME", "n"))
    total += float(price) + int(number)
built = ""
for n in range(200000):
    built += str(n % 10)
palindromes = sum(1 for n in range(200000) if str(n) == str(n)[::-1])
print(len(text), text[:9], total, len(names), built.count("123"), palindromes, " ".join(sorted(names))[:20])
