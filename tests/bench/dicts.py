# Dictionaries: counting, grouping, lookups that hit and that miss, tuple and string keys.
def count_words(rounds):
    words = [f"word{(n * n) % 1009}" for n in range(6000)]
    counts = {}
    for _ in range(rounds):
        for w in words:
            counts[w] = counts.get(w, 0) + 1
    return len(counts), max(counts.values())


def grid(size):
    cells = {}
    for x in range(size):
        for y in range(size):
            cells[x, y] = (x * y) % 7
    total = 0
    for (x, y), v in cells.items():
        if (x + 1, y) in cells and (x, y + 1) in cells:
            total += v + cells[x + 1, y] - cells[x, y + 1]
    return total


def memo(limit):
    known = {1: 1}
    for n in range(2, limit):
        chain, m = [], n
        while m not in known:
            chain.append(m)
            m = m // 2 if m % 2 == 0 else 3 * m + 1
        steps = known[m]
        while chain:
            steps += 1
            known[chain.pop()] = steps
    return max(known, key=known.get), len(known)


print(count_words(250), grid(500), memo(150000))
