class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    def __matmul__(self, other):
        columns = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in columns] for row in self.rows])

    def __pow__(self, n):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result = result @ base
            base, n = base @ base, n >> 1
        return result

    def __eq__(self, other):
        return self.rows == other.rows

    def __getitem__(self, index):
        i, j = index
        return self.rows[i][j]

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __str__(self):
        widths = [max(len(str(v)) for v in column) for column in zip(*self.rows)]
        return "\n".join(" ".join(f"{v:>{w}}" for v, w in zip(row, widths)) for row in self.rows)


m = Matrix([[1, 2, 3], [4, 50, 6]])
print(m)
print(m.T)
print(m @ m.T)
print((Matrix([[1, 1], [1, 0]]) ** 90)[0, 1], Matrix.identity(2) ** 5 == Matrix.identity(2))
