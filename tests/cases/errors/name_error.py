# exit = 1
def total(values):
    result = 0
    for value in values:
        result += value
    return resutl


print("before")
print(total([1, 2]))
