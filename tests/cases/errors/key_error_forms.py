# exit = 1
table = {"a": 1, 2: "b"}
for key in ("a", 2, "it's", (1, 2), None):
    try:
        print(table[key])
    except KeyError as error:
        print(repr(error), str(error))
del table["gone\n"]
