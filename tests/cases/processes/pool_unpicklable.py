import multiprocessing as mp


def make():
    return lambda: 1


def outer():
    def inner(n):
        return n

    return inner


if __name__ == "__main__":
    with mp.Pool(1) as pool:
        for call in (lambda: pool.map(lambda n: n, [1]), lambda: pool.apply(outer(), (1,)), lambda: pool.apply(abs, (outer(),)), lambda: pool.apply(make)):
            try:
                call()
            except Exception as error:
                kind = f"{type(error).__module__}.{type(error).__name__}"
                print(kind, str(error).split(" at 0x")[0], "|", str(error).split(">", 2)[-1][-60:])
        print(pool.apply(abs, (-5,)))
