class Both:
    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"

    def __format__(self, spec):
        return f"format[{spec}]"

    def __bytes__(self):
        return b"bytes"


b = Both()
print(b, repr(b), str(b), [b], {1: b}, (b,))
print(f"{b} {b!r} {b!s} {b:>5} {b!s:>5}")
print("{} {!r} {:x}".format(b, b, b), "%s %r" % (b, b), format(b, "q"), bytes(b))


class OnlyRepr:
    def __repr__(self):
        return "<only>"


print(OnlyRepr(), f"{OnlyRepr()}", "{:}".format(OnlyRepr()))
try:
    f"{OnlyRepr():5}"
except TypeError as error:
    print(error)


class Money(float):
    def __str__(self):
        return f"{float(self):.2f} EUR"


print(Money(3), repr(Money(3)), Money(3) + 1, [Money(2)])


class BadRepr:
    def __repr__(self):
        return 5


try:
    repr(BadRepr())
except TypeError as error:
    print(error)
