import pickle
import threading


class Counter:
    def __init__(self):
        self.value = 3
        self.lock = threading.Lock()

    def __getstate__(self):
        state = self.__dict__.copy()
        del state["lock"]
        return state

    def __setstate__(self, state):
        print("setstate", state)
        self.__dict__.update(state)
        self.lock = threading.Lock()


data = pickle.dumps(Counter())
print(data)
c = pickle.loads(data)
print(c.value, c.lock.acquire())


class Falsy:
    def __getstate__(self):
        return 0

    def __setstate__(self, state):
        print("got", state)


class Nothing:
    def __getstate__(self):
        return None

    def __setstate__(self, state):
        print("never")


pickle.loads(pickle.dumps(Falsy()))
pickle.loads(pickle.dumps(Nothing()))


class Bad:
    def __getstate__(self):
        return 5


try:
    pickle.loads(pickle.dumps(Bad()))
except pickle.UnpicklingError as error:
    print(error)


class Base:
    def __init__(self):
        self.a = 1
        self.b = 2


class Derived(Base):
    def __getstate__(self):
        state = super().__getstate__().copy()
        state["c"] = 3
        return state


print(vars(pickle.loads(pickle.dumps(Derived()))))
print(Base().__getstate__(), object().__getstate__())


class Slots:
    __slots__ = ("x", "__private")

    def __init__(self):
        self.x = 1
        self.__private = 2


print(Slots().__getstate__())
