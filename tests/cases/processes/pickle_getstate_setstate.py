import pickle
import threading


class Counter:
    def __init__(self):
        self.lock = threading.Lock()
        self.n = 5

    def __getstate__(self):
        state = self.__dict__.copy()
        del state["lock"]
        return state

    def __setstate__(self, state):
        print("state", state)
        self.__dict__.update(state)
        self.lock = threading.Lock()


class Odd:
    def __getstate__(self):
        return "a text"

    def __setstate__(self, state):
        self.state = state


class Falsy:
    def __getstate__(self):
        return None


c = pickle.loads(pickle.dumps(Counter()))
print(c.n, c.lock.locked(), pickle.loads(pickle.dumps(Odd())).state, vars(pickle.loads(pickle.dumps(Falsy()))))
print(Counter.__getstate__(c))
