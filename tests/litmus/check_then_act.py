# some = ["1", "2"]
import threading

made = []
instance = None


def get():
    global instance
    if instance is None:
        instance = object()
        made.append(instance)


threads = [threading.Thread(target=get) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(made))
