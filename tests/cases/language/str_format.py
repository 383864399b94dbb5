print("{} {} {}".format(1, "two", [3]))
print("{0} {1} {0}".format("a", "b"), "{x} {y}".format(x=1, y=2))
print("{0[1]} {0[2]} {1[k]} {2.real}".format([1, 2, 3], {"k": "v"}, 5))
print("{:>8}|{:<8}|{:^8}|{:-^8}".format("a", "b", "c", "d"))
print("{:{w}.{p}f}|{:{}}|".format(3.14159, "x", 4, w=8, p=3))
print("{!r} {!s} {!a}".format("q", "q", "é"), "{{}}".format())
print("{:,} {:.1%} {:b} {:08.3f} {:+d}".format(1000000, 0.125, 10, 3.14159, 5))
print("{:d} {:n} {:5} {:<5}|".format(True, 1000, 3, 3))
for template, args, kwargs in (
    ("{} {}", (1,), {}),
    ("{name}", (), {}),
    ("{0} {}", (1, 2), {}),
    ("{", (), {}),
    ("}", (), {}),
    ("{:d}", ("x",), {}),
    ("{0.nope}", (1,), {}),
):
    try:
        print(template.format(*args, **kwargs))
    except (IndexError, KeyError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
print("{a}-{b}".format_map({"a": 1, "b": 2}))
print(format(12.5, "08.2f"), format("x", "^3"), format(255, "#06x"), format(3), format(1.5, ""))
print("{:e} {:E} {:g} {:.3g} {:.10g}".format(1234.5, 1234.5, 1234.5, 1234.5, 1 / 3))
