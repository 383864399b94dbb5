import pickle


class Grower:
    def __init__(self, target):
        self.target = target

    def __reduce__(self):
        self.target["new"] = 1
        return int, ()


table = {}
table["a"] = Grower(table)
table["b"] = 2
try:
    pickle.dumps(table)
except RuntimeError as error:
    print(error)


class Popper:
    def __init__(self, target):
        self.target = target

    def __reduce__(self):
        self.target.append("added")
        return int, ()


items = []
items.extend([Popper(items), 1])
print(pickle.loads(pickle.dumps(items)), items[1:])


class Failing:
    def __reduce__(self):
        raise KeyError("no")


class Unfailing:
    def __setstate__(self, state):
        raise LookupError(state)

    def __getstate__(self):
        return "state"


for action in (lambda: pickle.dumps([1, [2, Failing()]]), lambda: pickle.loads(pickle.dumps(Unfailing()))):
    try:
        action()
    except LookupError as error:
        print(repr(error))
print(pickle.loads(pickle.dumps([1, [2]])))
