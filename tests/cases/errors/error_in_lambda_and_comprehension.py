# exit = 1
scale = lambda x: 10 / x
print([scale(x) for x in (1, 2)])
print(sorted([3, 0, 1], key=scale))
