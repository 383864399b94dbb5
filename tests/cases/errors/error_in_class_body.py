# exit = 1
class Table:
    size = 3
    cells = [0] * size
    total = sum(cells) + missing
