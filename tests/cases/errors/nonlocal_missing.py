# exit = 1
def f():
    nonlocal nothing
    nothing = 1
