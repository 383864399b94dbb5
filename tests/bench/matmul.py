# Matrix products over lists of lists, of floats and of integers.
def multiply(a, b):
    n, m, k = len(a), len(b[0]), len(b)
    out = []
    for i in range(n):
        row = []
        left = a[i]
        for j in range(m):
            total = 0
            for x in range(k):
                total += left[x] * b[x][j]
            row.append(total)
        out.append(row)
    return out


def by_columns(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


N = 160
a = [[(i * j) % 17 + 0.5 for j in range(N)] for i in range(N)]
b = [[(i + j) % 13 + 0.25 for j in range(N)] for i in range(N)]
ints = [[(i * 7 + j * 3) % 11 for j in range(N)] for i in range(N)]
c, d = multiply(a, b), by_columns(ints, ints)
print(c[5][7], sum(map(sum, c)), d[10][20], sum(map(sum, d)))
