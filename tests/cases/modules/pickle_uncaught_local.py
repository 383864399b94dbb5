# exit = 1
import pickle


def factory():
    def inner():
        pass
    return inner


def send(function):
    return pickle.dumps(function)


print("sending")
send(factory())
