import pickle
from functools import partial
from operator import itemgetter


def double(n):
    return 2 * n


class Tools:
    @staticmethod
    def triple(n):
        return 3 * n

    @classmethod
    def name(cls):
        return cls.__name__

    class Inner:
        pass


data = pickle.dumps(double)
print(pickle.loads(data) is double, b"double" in data, b"__main__" in data)
print(pickle.loads(pickle.dumps(Tools.triple))(5), pickle.loads(pickle.dumps(Tools.name))(), pickle.loads(pickle.dumps(Tools.Inner)) is Tools.Inner)
print(pickle.loads(pickle.dumps(partial(pow, 2)))(5), pickle.loads(pickle.dumps(itemgetter(1)))("abc"))
original = double


def double(n):
    return "another"


print(pickle.loads(data) is double, pickle.loads(data) is original)
try:
    pickle.dumps(original)
except pickle.PicklingError as error:
    print(str(error).split(" at 0x")[0], "|", str(error).split(": ")[1])
del double
try:
    pickle.loads(data)
except AttributeError as error:
    print(str(error).split(" on <module")[0])
