import multiprocessing as mp


def half(n):
    if n % 2:
        raise ValueError(f"{n} is odd")
    return n // 2


if __name__ == "__main__":
    log = []
    with mp.Pool(2) as pool:
        good = pool.apply_async(half, (8,), callback=lambda value: log.append(("good", value)))
        print(good.get())
        bad = pool.apply_async(half, (3,), callback=log.append, error_callback=lambda error: log.append(("bad", repr(error))))
        bad.wait()
        print(bad.ready(), bad.successful())
        many = pool.map_async(half, [2, 4, 6], callback=lambda values: log.append(values))
        print(many.get())
        failed = pool.map_async(half, [2, 3, 4], chunksize=1, error_callback=lambda error: log.append(type(error).__name__))
        try:
            failed.get()
        except ValueError as error:
            print("get raises:", error)
        pool.close()
        pool.join()
    print(log)
