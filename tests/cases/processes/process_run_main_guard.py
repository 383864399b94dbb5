import multiprocessing


def double(n, out):
    out.put(2 * n)


def main():
    out = multiprocessing.Queue()
    workers = [multiprocessing.Process(target=double, args=(n, out)) for n in range(4)]
    for w in workers:
        w.start()
    print(sorted(out.get() for _ in workers), __name__)
    for w in workers:
        w.join()
    print([w.exitcode for w in workers])


if __name__ == "__main__":
    main()
