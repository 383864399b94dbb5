import threading


def fail(items):
    return items[5]


t = threading.Thread(target=fail, args=([1],))
t.start()
t.join()
print("main goes on", t.is_alive())
