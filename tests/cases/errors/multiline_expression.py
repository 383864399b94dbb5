# exit = 1
def combine(a, b, c):
    return (a +
            b +
            c)


print(combine("x", "y", "z"))
print(
    combine("x",
            "y",
            3)
)
