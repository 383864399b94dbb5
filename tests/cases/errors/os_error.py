# exit = 1
def load(path):
    with open(path) as f:
        return f.read()


try:
    load("nowhere.txt")
except FileNotFoundError as error:
    print(error.errno, error.filename, error.strerror, isinstance(error, OSError))
load("nowhere/at/all.txt")
