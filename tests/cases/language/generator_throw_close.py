def guarded():
    while True:
        try:
            received = yield "ready"
            print("received", received)
        except ValueError as error:
            print("handled", error)
            yield "recovered"
        finally:
            print("finally")


g = guarded()
print(next(g))
print(g.send("one"))
print(g.throw(ValueError("bad")))
print(next(g))
g.close()
print("closed")

g = guarded()
next(g)
try:
    g.throw(KeyError("lost"))
except KeyError as error:
    print("out", error)
print(list(g))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)


def leaky():
    yield 1
    raise StopIteration("inside")


try:
    list(leaky())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def self_iterating():
    yield next(me)


me = self_iterating()
try:
    next(me)
except ValueError as error:
    print(error)
