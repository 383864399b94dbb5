# exit = 1
try:
    [].pop()
except IndexError:
    raise ValueError("hidden cause") from None
