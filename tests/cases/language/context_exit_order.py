from contextlib import contextmanager, ExitStack, suppress, closing, nullcontext, redirect_stdout
import io


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name
    except ValueError as error:
        print("caught", error)
    finally:
        print(f"</{name}>")


with tag("a") as a, tag("b") as b:
    print(a, b)
with tag("c"):
    raise ValueError("inside")
try:
    with tag("d"):
        raise KeyError("through")
except KeyError as error:
    print("outside", error)


@tag("fn")
def decorated(x):
    print("body", x)
    return x


print(decorated(1), decorated(2))
with ExitStack() as stack:
    names = [stack.enter_context(tag(n)) for n in "xy"]
    stack.callback(print, "callback", 1)
    print(names)
with suppress(ZeroDivisionError, KeyError):
    1 / 0
print("suppressed")


class Door:
    def close(self):
        print("door closed")


with closing(Door()), nullcontext(5) as five:
    print(five)
buffer = io.StringIO()
with redirect_stdout(buffer):
    print("captured")
print(repr(buffer.getvalue()))
