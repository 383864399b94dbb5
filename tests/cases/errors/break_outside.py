# exit = 1
if True:
    break
