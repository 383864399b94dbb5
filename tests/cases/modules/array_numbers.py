from array import array


def sieve(n):
    flags = array("B", bytes([1]) * (n + 1))
    flags[0] = flags[1] = 0
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = 0
    return [i for i, flag in enumerate(flags) if flag]


print(sieve(100))
a = array("d")
for i in range(5):
    a.append(i / 3)
print(a, sum(a), a.tobytes()[:8], len(a.tobytes()))
b = array("d")
b.frombytes(a.tobytes())
print(a == b, b[1:3], b.index(a[2]))
words = array("u", "hello")
words[0] = "J"
words.append("!")
print(words, "".join(words), words.tounicode())
matrix = [array("i", [0] * 3) for _ in range(3)]
for i in range(3):
    matrix[i][i] = i + 1
print(matrix)
