# exit = 3
# stderr = ["deadlock", "line 13", "line 20"]
import threading

a = threading.Lock()
b = threading.Lock()
both = threading.Barrier(2)


def one():
    with a:
        both.wait()
        with b:
            print("never")


def two():
    with b:
        both.wait()
        with a:
            print("never")


print("start", flush=True)
threads = [threading.Thread(target=one), threading.Thread(target=two)]
for t in threads:
    t.start()
for t in threads:
    t.join()
