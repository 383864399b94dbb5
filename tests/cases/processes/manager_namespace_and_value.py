import multiprocessing as mp


def work(space, value, array):
    space.x += 1
    space.name = "set by the child"
    value.value *= 2
    array[1] = 50


if __name__ == "__main__":
    with mp.Manager() as manager:
        space, value, array = manager.Namespace(x=1), manager.Value("i", 21), manager.Array("i", [1, 2, 3])
        p = mp.Process(target=work, args=(space, value, array))
        p.start()
        p.join()
        print(space.x, space.name, value.value, array[:], len(array), p.exitcode)
        print(space, value, array)
        del space.x
        for call in (lambda: space.x, lambda: array[9]):
            try:
                call()
            except (AttributeError, IndexError) as error:
                print(type(error).__name__, error)
        value.set(7)
        print(value.get(), type(space).__name__, type(value).__name__)
