# exit = 1
class Empty(Exception):
    pass


class Odd(Exception):
    def __str__(self):
        return "line one\nline two"


for e in (Empty(), Empty(""), Empty("x"), Empty(1, 2), Empty(None), Odd()):
    print(str(e), repr(e), e.args)
try:
    raise Empty
except Empty as error:
    print(repr(error))
raise Odd()
