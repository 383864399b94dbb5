log = []


def say(value):
    log.append(value)
    return value


class Box:
    def __getitem__(self, key):
        log.append(("get", key))
        return 10

    def __setitem__(self, key, value):
        log.append(("set", key, value))


def show(label):
    print(label, log)
    log.clear()


box = Box()
say(1) + say(2) * say(3)
show("binary")
[say("a"), say("b")]
{say("k"): say("v"), say("k2"): say("v2")}
show("displays")
box[say("i")] += say(5)
show("augmented")
box[say("left")] = say("right")
show("assignment")
print(say("x"), say("y"), sep=say("-"))
show("call")
say(1) if say(0) else say(2)
show("ternary")
say(1) < say(2) < say(3)
show("chained")
a = b = say("once")
show("multiple")


def f(p=say("default")):
    return p


show("default")
f(*[say("s1")], **{"q": say("s2")} if False else {})
show("star")
x, y = say("r1"), say("r2")
box[say("t1")], box[say("t2")] = say("u1"), say("u2")
show("unpack")
[say(i) for i in range(3) if say(i) % 2]
show("comprehension")
f"{say('f1')}{say('f2'):{say('>')}{say(4)}}"
show("f-string")
del log[:]
print(not say(0) or say(9), log)
