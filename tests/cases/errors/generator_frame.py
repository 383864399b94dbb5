# exit = 1
def numbers():
    yield 1
    yield int("two")


def total():
    return sum(n for n in numbers())


print(next(numbers()))
total()
