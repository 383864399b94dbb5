# exit = 3
# stderr = ["deadlock", "line 10"]
import threading

condition = threading.Condition()


with condition:
    print("waiting", flush=True)
    condition.wait()
print("never")
