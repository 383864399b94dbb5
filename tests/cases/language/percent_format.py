print("%s is %d years, %.2f m" % ("Bo", 42, 1.756))
print("%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o" % (42, 42, 42, 42, 42, 255, 255, 255, 8, 8))
print("%10s|%-10s|%.2s|%c|%c" % ("right", "left", "cut", "A", 66))
print("%e %E %g %G %f" % (12345.678, 0.00012, 0.00001, 1e30, 2.5))
print("%r %a %%" % ("é", "é"))
print("%(name)s has %(n)03d" % {"name": "Cy", "n": 7})
print("%*d|%-*d|%.*f" % (6, 1, 6, 2, 3, 2.0))
print("%s" % (1,), "%s" % [1, 2], "%s" % None, "%s %s" % (1, (2, 3)))
print("%d" % 3.99, "%i" % -2.5, "%d" % True, "%d" % 2**70)
for template, args in (("%d", "x"), ("%s %s", (1,)), ("%s", (1, 2)), ("%q", 1), ("%(a)s", 5), ("%", 1), ("%x", 1.5)):
    try:
        print(template % args)
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)
print(b"%d %s" % (1, b"x"))
