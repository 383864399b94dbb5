import multiprocessing as mp
from multiprocessing.pool import RemoteTraceback


class OutOfStock(Exception):
    def __init__(self, item):
        super().__init__(f"no {item} left")
        self.item = item

    def __reduce__(self):
        return OutOfStock, (self.item,)


def sell(item):
    if item == "cake":
        raise OutOfStock(item)
    return f"sold {item}"


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        print(pool.map(sell, ["tea", "pie"]))
        for call in (lambda: pool.map(sell, ["tea", "cake"]), lambda: pool.apply(sell, ("cake",)), lambda: list(pool.imap(sell, ["cake"]))):
            try:
                call()
            except OutOfStock as error:
                cause = error.__cause__
                print(error, error.item, type(cause) is RemoteTraceback, "raise OutOfStock(item)" in str(cause), cause.__cause__)
        try:
            pool.apply(int, ("x",))
        except ValueError as error:
            print(error, str(error.__cause__).startswith('\n"""\nTraceback (most recent call last):\n  File "'))
            print(str(error.__cause__).endswith("ValueError: invalid literal for int() with base 10: 'x'\n\"\"\""))
        print(pool.map(sell, ["the pool still works"]))
