# exit = 1
numbers = [10, 20, 30]
index = 3
print(numbers[index - 1])
print(numbers[index])
