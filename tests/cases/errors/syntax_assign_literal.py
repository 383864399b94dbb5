# exit = 1
x = 5
5 = x
