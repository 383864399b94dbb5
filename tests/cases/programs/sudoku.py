GRID = """
53..7....
6..195...
.98....6.
8...6...3
4..8.3..1
7...2...6
.6....28.
...419..5
....8..79
"""


def solve(cells):
    best = None
    for i, c in enumerate(cells):
        if c == ".":
            r, k = divmod(i, 9)
            used = {cells[r * 9 + j] for j in range(9)} | {cells[j * 9 + k] for j in range(9)}
            used |= {cells[(r // 3 * 3 + y) * 9 + k // 3 * 3 + x] for y in range(3) for x in range(3)}
            options = [d for d in "123456789" if d not in used]
            if best is None or len(options) < len(best[1]):
                best = i, options
    if best is None:
        return cells
    i, options = best
    for d in options:
        found = solve(cells[:i] + [d] + cells[i + 1:])
        if found:
            return found
    return None


solved = solve(list("".join(GRID.split())))
for r in range(9):
    print(" ".join(solved[r * 9:r * 9 + 9]))
