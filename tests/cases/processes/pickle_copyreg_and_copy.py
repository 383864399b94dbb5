import copy
import copyreg
import pickle


class Temperature:
    def __init__(self, degrees):
        self.degrees = degrees


class Session:
    def __init__(self):
        self.user, self.socket = "ann", object()

    def __getstate__(self):
        return {"user": self.user}


copyreg.pickle(Temperature, lambda t: (Temperature, (t.degrees + 1,)))
print(pickle.loads(pickle.dumps(Temperature(20))).degrees, copy.copy(Temperature(5)).degrees, copy.deepcopy([Temperature(7)])[0].degrees)
print(vars(copy.copy(Session())), vars(pickle.loads(pickle.dumps(Session()))))
