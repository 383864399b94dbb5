for spec in ("", "d", "5", "<5", "^5", "+", " ", "05", ",", "_", "x", "#x", "b", "o", "c", "e", ".2f", "g", "%", "n", "+,.3f", "*^9", "=+7", "08,"):
    print(repr(spec), format(65, spec), format(-65, spec) if spec != "c" else "")
for spec in ("", "f", ".0f", ".3f", "e", ".2e", "E", "g", ".3g", ".10g", "%", ".1%", "10", "<10", "+.2f", "010.3f", ",.2f", "_.1f", "#.0f", "n", "=+12.2f"):
    print(repr(spec), format(1234.5678, spec), format(-0.00012345, spec), format(1e20, spec))
for spec in ("", "s", "10", "<10", ">10", "^10", "*^10", ".3", "10.2", "<4.1"):
    print(repr(spec), repr(format("hello", spec)))
for value, spec in ((5, "s"), (5, ".2d"), ("a", "d"), ("a", "+"), ("a", "="), (1.5, "d"), (1.5, "x"), (5, "z"), ([], "5"), (None, "5"), ("x", ","), (5, "10.2"), (True, "d"), (True, "5")):
    try:
        print(repr(format(value, spec)))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(round(1234.5), round(1234.567, 1), f"{0.1 + 0.2:.20f}", f"{2/3:.3}", f"{100:.2e}", f"{1e-10}", f"{123456789.0}", f"{1e15}", f"{-0.0}", f"{3.0:g}", f"{10**20:e}")
