import contextlib


class Resource(contextlib.AbstractContextManager):
    def __exit__(self, *exc):
        print("closing", exc[0])


with Resource() as r:
    print(type(r).__name__)


class Log(contextlib.ContextDecorator):
    def __enter__(self):
        print("enter")

    def __exit__(self, *exc):
        print("exit")


@Log()
def work():
    print("working")


work()


@contextlib.contextmanager
def no_yield():
    if False:
        yield


@contextlib.contextmanager
def two_yields():
    yield 1
    yield 2


for manager in (no_yield, two_yields):
    try:
        with manager():
            print("body")
    except RuntimeError as error:
        print(error)
with contextlib.ExitStack() as stack:
    for n in range(3):
        stack.callback(print, "closing", n)
    stack.push(lambda *exc: print("pushed", exc[0]) or True)
    raise ValueError("swallowed by the pushed exit")
print("after")
with contextlib.suppress(KeyError):
    {}["x"]
manager = two_yields()
print(manager.__enter__())
