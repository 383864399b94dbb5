class Safe:
    __count = 0

    def __init__(self):
        self.__secret = 42
        Safe.__count += 1

    def __hidden(self):
        return self.__secret

    def reveal(self):
        return self.__hidden()

    @classmethod
    def made(cls):
        return cls.__count


class Deeper(Safe):
    def __init__(self):
        super().__init__()
        self.__secret = "other"


s, d = Safe(), Deeper()
print(s.reveal(), d.reveal(), Safe.made(), s._Safe__secret, d._Deeper__secret, sorted(vars(d)))
try:
    s.__secret
except AttributeError as error:
    print(error)
print(hasattr(s, "_Safe__hidden"), s._Safe__hidden())
