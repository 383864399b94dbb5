import multiprocessing as mp


def add(a, b=1):
    return a + b


def wait_at_gate():
    return gate.wait()


gate = mp.Event()
if __name__ == "__main__":
    with mp.Pool(2) as pool:
        print(pool.apply(add, (2,)), pool.apply(add, args=(2,), kwds={"b": 5}), pool.apply(dict, (), {"x": 1}))
        results = [pool.apply_async(add, (n,)) for n in range(5)]
        print([r.get() for r in results])
        r = pool.apply_async(add, ("a", "b"))
        print(r.get(timeout=5), r.ready(), r.successful(), r.wait(), r.get())
        slow = pool.apply_async(wait_at_gate)
        print(slow.ready())
        try:
            slow.get(timeout=0.03)
        except mp.TimeoutError as error:
            print(type(error).__name__, repr(error))
        try:
            slow.successful()
        except ValueError as error:
            print(str(error).endswith("not ready"))
        print(slow.wait(0.02))
        gate.set()
        print(slow.get(), slow.successful(), type(slow).__name__)
