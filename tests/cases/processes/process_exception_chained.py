import multiprocessing as mp


class Broken(Exception):
    pass


def work():
    try:
        int("seven")
    except ValueError as error:
        raise Broken("bad number") from error


class Task(mp.Process):
    def run(self):
        work()


t = Task()
t.start()
t.join()
print(t.name, t.exitcode)
