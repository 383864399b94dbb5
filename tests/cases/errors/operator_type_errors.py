# warns = true
class Thing:
    pass


cases = [
    lambda: 1 + "a", lambda: "a" + 1, lambda: [1] + (2,), lambda: {} + {}, lambda: None + 1, lambda: "a" - "b", lambda: "a" * 1.5, lambda: [1] * [2],
    lambda: 1 < "a", lambda: None > 1, lambda: [1] <= (1,), lambda: {} >= {}, lambda: -"a", lambda: +[], lambda: ~1.5, lambda: 1 & 1.5, lambda: "a" % 1,
    lambda: 5[0], lambda: None["a"], lambda: {}[[]], lambda: [1]["a"], lambda: (1,)[1.0], lambda: "abc"["b"], lambda: Thing()[1], lambda: Thing() + 1,
    lambda: len(Thing()), lambda: list(Thing()), lambda: 1 in 5, lambda: Thing()(), lambda: Thing() < Thing(), lambda: int(Thing()), lambda: int([1]), lambda: float("x"), lambda: float([]),
    lambda: [*5], lambda: {**5}, lambda: 2 ** "a", lambda: "a" @ "b", lambda: 1 << 1.0, lambda: divmod(1, "a"), lambda: round("a"), lambda: sum(5), lambda: chr("a"), lambda: ord(5),
    lambda: int("12", "x"), lambda: "a".replace(1, 2), lambda: ",".join([1, 2]), lambda: ",".join(5), lambda: [1, 2].index(), lambda: bytes(-1), lambda: abs(None), lambda: hash({}), lambda: set([[]]),
    lambda: open(None), lambda: sorted([1, None]), lambda: min(None), lambda: tuple(1), lambda: dict(5), lambda: "x".split(5), lambda: "a" in 5, lambda: 5 in "a", lambda: next(5), lambda: "{}".format.nope,
]
for case in cases:
    try:
        print(case())
    except Exception as error:
        print(type(error).__name__, error)


def assign():
    t = (1, 2)
    t[0] = 1


def delete():
    del (1, 2)[0]


def delete_str():
    s = "abc"
    s[0] = "x"


def unpack():
    a, b = None


def augment():
    x = 1
    x += "a"


def no_attr():
    (5).x = 1


def del_attr():
    del Thing().x


for case in (assign, delete, delete_str, unpack, augment, no_attr, del_attr):
    try:
        case()
    except Exception as error:
        print(type(error).__name__, error)
