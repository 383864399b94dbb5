# exit = 1
def f():
print("not indented")
