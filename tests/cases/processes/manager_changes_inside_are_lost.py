import multiprocessing as mp

if __name__ == "__main__":
    with mp.Manager() as manager:
        d = manager.dict(names=["ann"], counts={})
        d["names"].append("bob")
        d["counts"]["x"] = 1
        print("a copy was changed:", d)
        names = d["names"]
        names.append("bob")
        d["names"] = names
        print("put back:", d["names"])
        d["names"] = manager.list(["ann"])
        d["names"].append("bob")
        print("a proxy inside:", d["names"][:], type(d["names"]).__name__)
