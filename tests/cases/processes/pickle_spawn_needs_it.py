import multiprocessing as mp


class Job:
    def __init__(self, n):
        self.n = n

    def __call__(self):
        print("job", self.n, mp.current_process().name)


if __name__ == "__main__":
    spawn, fork = mp.get_context("spawn"), mp.get_context("fork")
    p = fork.Process(target=lambda: print("fork needs no pickle"))
    p.start()
    p.join()
    p = spawn.Process(target=Job(5))
    p.start()
    p.join()
    try:
        spawn.Process(target=lambda: None).start()
    except Exception as error:
        print(type(error).__module__, type(error).__name__, str(error).split(" at 0x")[0])
