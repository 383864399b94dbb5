# exit = 1
name = "unfinished
print(name)
