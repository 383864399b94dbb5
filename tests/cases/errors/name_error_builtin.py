# exit = 1
def area(radius):
    return radius * pi


items = [1, 2, 3]
print(items)
pritn(area(2))
