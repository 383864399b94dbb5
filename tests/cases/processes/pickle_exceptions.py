import pickle


class Plain(Exception):
    pass


class Rich(Exception):
    def __init__(self, code, text="no text"):
        super().__init__(code)
        self.code, self.text = code, text


class Broken(Exception):
    def __init__(self, a, b):
        super().__init__(f"{a} and {b}")


error = Plain("a", 1)
error.extra = "kept"
for e in (ValueError("v"), error, KeyError("k"), StopIteration(3), SystemExit(4), Rich(7, "seven")):
    copy = pickle.loads(pickle.dumps(e))
    print(repr(copy), copy.args, vars(copy), str(copy))
copy = pickle.loads(pickle.dumps(FileNotFoundError(2, "gone", "f")))
print(type(copy).__name__, copy.errno, copy.filename)
try:
    raise LookupError("with a traceback") from ValueError("cause")
except LookupError as caught:
    copy = pickle.loads(pickle.dumps(caught))
    print(repr(copy), copy.__traceback__, copy.__cause__)
try:
    pickle.loads(pickle.dumps(Broken(1, 2)))
except TypeError as error:
    print(error)
