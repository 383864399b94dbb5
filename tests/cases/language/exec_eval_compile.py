print(eval("1 + 2 * 3"), eval("x + 1", {"x": 4}), eval("[i for i in range(3)]"))
space = {}
exec("def double(n):\n    return n * 2\nvalue = double(21)", space)
print(space["value"], space["double"](5))
code = compile("a + b", "expr", "eval")
print(eval(code, {"a": 1, "b": 2}), type(code).__name__)
for text in ("1 +", "x = 1", "undefined_name"):
    try:
        eval(text)
    except (SyntaxError, NameError) as error:
        print(type(error).__name__, error.args[0])
exec("y = 5")
print(y)


def local():
    z = 3
    return eval("z * 2"), sorted(locals())


print(local())
