# some = ["ok", "deadlock"]
# report = ["deadlock", "line 12"]
# The wake-up is lost when it comes before the wait.
import threading

condition = threading.Condition()


def wait():
    with condition:
        # No look at a flag: whether the call has come already is not asked.
        condition.wait()


def call():
    with condition:
        condition.notify()


threads = [threading.Thread(target=wait), threading.Thread(target=call)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("ok")
