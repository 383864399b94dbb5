# cpython = false
# What cannot be done says so where it is tried, and the program may go on without it.
for action in (lambda: eval("1 + 1"), lambda: exec("x = 1")):
    try:
        action()
    except RuntimeError as error:
        print(error)
try:
    print((-8) ** 0.5)
except ValueError as error:
    print(error)
