import pickle


class Versioned:
    def __new__(cls, version=0, *, note=""):
        print("__new__", version, note)
        self = super().__new__(cls)
        self.version = version
        return self

    def __getnewargs_ex__(self):
        return (self.version + 1,), {"note": "from the pickle"}


class Text(str):
    def __new__(cls, text, colour):
        self = super().__new__(cls, text)
        self.colour = colour
        return self

    def __getnewargs__(self):
        return str(self), "faded " + self.colour


print(pickle.loads(pickle.dumps(Versioned(5))).version)
t = pickle.loads(pickle.dumps(Text("sky", "blue")))
print(t, t.colour, type(t).__name__)
