import multiprocessing


class Greeter(multiprocessing.Process):
    def __init__(self, who):
        super().__init__(name=f"greeter of {who}")
        self.who = who

    def run(self):
        self.who = self.who.upper()
        print("hello", self.who, "from the", self.name)


for who in ("ann", "bob"):
    g = Greeter(who)
    g.start()
    g.join()
    print(g.who, g.exitcode)


class Forgetful(multiprocessing.Process):
    def __init__(self):
        self.ready = True


try:
    Forgetful().start()
except AttributeError as error:
    print(error)
