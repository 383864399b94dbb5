# some = ["ok", "deadlock"]
# report = ["deadlock", "line 12", "line 19"]
import threading

a = threading.Lock()
b = threading.Lock()


def one():
    for _ in range(5):
        with a:
            with b:
                pass


def two():
    for _ in range(5):
        with b:
            with a:
                pass


threads = [threading.Thread(target=one), threading.Thread(target=two)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("ok")
