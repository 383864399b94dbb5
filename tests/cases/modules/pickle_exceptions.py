import pickle


class Mine(Exception):
    pass


class WithInit(Exception):
    def __init__(self, code, text):
        super().__init__(f"{code}: {text}")
        self.code = code


class Careful(Exception):
    def __init__(self, code, text):
        super().__init__(code, text)
        self.code = code


values = [ValueError("bad"), KeyError("k"), Mine(1, 2), Mine(), OSError(2, "No such file"), FileNotFoundError(2, "no", "name"), Careful(5, "t"),
          StopIteration(3), SystemExit(2), ZeroDivisionError("division by zero"), RuntimeError({"a": 1})]
for value in values:
    data = pickle.dumps(value)
    back = pickle.loads(data)
    print(data, repr(back), back.args == value.args, vars(back) == vars(value))
try:
    pickle.loads(pickle.dumps(WithInit(1, "t")))
except TypeError as error:
    print(error)
try:
    1 / 0
except ZeroDivisionError as error:
    try:
        raise Mine("outer") from error
    except Mine as error:
        back = pickle.loads(pickle.dumps(error))
        print(repr(back), back.__cause__, back.__context__, back.__traceback__)
e = ValueError("noted")
e.add_note("a note")
e.extra = [1]
back = pickle.loads(pickle.dumps(e))
print(back.__notes__, back.extra)
print(pickle.loads(pickle.dumps(OSError(13, "denied", "file"))).filename)
for cls in (pickle.PickleError, pickle.PicklingError, pickle.UnpicklingError):
    print(cls, cls.__mro__[1], pickle.loads(pickle.dumps(cls("x"))))
