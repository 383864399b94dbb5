import pickle


class Odd:
    answer = None

    def __reduce__(self):
        return self.answer


def fail():
    raise ValueError("made while unpickling")


for answer in (5, (), (1, ()), (Odd, 5), "no_such_name", (Odd,), (fail, ())):
    Odd.answer = answer
    try:
        print(type(pickle.loads(pickle.dumps(Odd()))))
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])
Odd.answer = "fail"
print("a string names a global:")
try:
    print(pickle.loads(pickle.dumps(Odd())))
except pickle.PicklingError as error:
    print(str(error).split(" at 0x")[0], "|", str(error).split(": ")[1])
