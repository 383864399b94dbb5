# exit = 1
def ratio(a, b):
    return a / b


def report(rows):
    for row in rows:
        print(ratio(*row))


report([(1, 2), (3, 0)])
