import threading


def job():
    pass


class Sub(threading.Thread):
    pass


a = threading.Thread(target=job)
b = threading.Thread(target=job, name="custom")
c = threading.Thread(target=lambda: None)
d = Sub()
e = threading.Thread()
f = threading.Thread(target=job)
print([t.name for t in (a, b, c, d, e, f)])
a.name = "renamed"
print(a.name, a.getName() if False else a.name)
print(threading.main_thread().name)


class Callable:
    def __call__(self):
        pass

    def method(self):
        pass


print(threading.Thread(target=Callable().method).name)
try:
    print(threading.Thread(target=Callable()).name)
except AttributeError as error:
    print(error)
seen = []
t = threading.Thread(target=lambda: seen.append(threading.current_thread().name), name="reporter")
t.start()
t.join()
print(seen)
