class AppError(Exception):
    def __init__(self, message, code=0):
        super().__init__(message)
        self.code = code


class NotFound(AppError):
    pass


def load(key):
    try:
        return {}[key]
    except KeyError as error:
        raise NotFound(f"no {key}", 404) from error


try:
    load("x")
except AppError as error:
    print(type(error).__name__, error, error.code, repr(error.__cause__), error.args)
    print(error.__suppress_context__, error.__context__ is error.__cause__)

try:
    try:
        raise ValueError("first")
    except ValueError:
        raise TypeError("second")
except TypeError as error:
    print(repr(error.__context__), error.__cause__, error.__suppress_context__)

try:
    try:
        raise ValueError("first")
    except ValueError:
        raise TypeError("second") from None
except TypeError as error:
    print(repr(error.__context__), error.__cause__, error.__suppress_context__)

try:
    try:
        raise IndexError("again")
    except IndexError as error:
        raise
except LookupError as error:
    print("reraised", repr(error))

for bad in (5, "text", int):
    try:
        raise bad
    except TypeError as error:
        print(error)

try:
    raise
except RuntimeError as error:
    print(error)
print(repr(AppError("a", 3)), str(AppError("")), repr(KeyError()), str(KeyError("k")), repr(ValueError("a", 1)))
e = ValueError("noted")
e.add_note("a note")
print(e.__notes__, e.with_traceback(None) is e)
print(issubclass(NotFound, Exception), NotFound.__mro__[1:3])
