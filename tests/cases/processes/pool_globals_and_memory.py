import multiprocessing as mp

table = {"before": 1}


def look(key):
    table.setdefault(key, "made by a worker")
    return table[key]


if __name__ == "__main__":
    table["at fork"] = 2
    with mp.Pool(1) as pool:
        table["too late"] = 3
        print(pool.map(look, ["before", "at fork", "too late", "new", "new"]))
    print(sorted(table))
