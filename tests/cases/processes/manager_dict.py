import multiprocessing as mp


def fill(shared, n):
    shared[n] = n * n
    shared["last"] = "somebody"


if __name__ == "__main__":
    with mp.Manager() as manager:
        d = manager.dict({"a": 1}, b=2)
        print(d, d["a"], len(d), "b" in d, d.get("x"), d.get("x", 5), type(d).__name__)
        workers = [mp.Process(target=fill, args=(d, n)) for n in range(3)]
        for w in workers:
            w.start()
        for w in workers:
            w.join()
        print(sorted(d.items(), key=str), d.pop("last"), d.copy() == dict(d))
        del d["a"]
        d.update({"c": 3}, e=5)
        print(d.setdefault("f", 6), sorted(map(str, d.keys())), sorted(d.values()), [k for k in d] == d.keys())
        try:
            d["missing"]
        except KeyError as error:
            print("KeyError", error, type(error.__cause__).__name__)
        d.clear()
        print(d, repr(d).startswith("<DictProxy object, typeid 'dict' at 0x"), str(d))
