def queens(n, placed=()):
    if len(placed) == n:
        yield placed
        return
    row = len(placed)
    for column in range(n):
        if all(column != c and abs(column - c) != row - r for r, c in enumerate(placed)):
            yield from queens(n, placed + (column,))


solutions = list(queens(6))
print(len(solutions), solutions[0])
for column in solutions[0]:
    print("." * column + "Q" + "." * (5 - column))
print(sum(1 for _ in queens(7)))
