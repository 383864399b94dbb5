import multiprocessing as mp

if __name__ == "__main__":
    manager = mp.Manager()
    d = manager.dict(a=1)
    print(d["a"], type(manager).__name__)
    manager.shutdown()
    try:
        d["a"]
    except (ConnectionError, FileNotFoundError, EOFError) as error:
        print("nobody answers any more", isinstance(error, (OSError, EOFError)))
    print(mp.active_children())
