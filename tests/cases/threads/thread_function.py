import threading


def greet(name, times=1, *, mark="."):
    results.append((name, times, mark))


results = []
threads = [
    threading.Thread(target=greet, args=("a",)),
    threading.Thread(target=greet, args=("b", 2), kwargs={"mark": "!"}),
    threading.Thread(target=greet, kwargs=dict(name="c", times=3)),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results))
print([t.name for t in threads])
print(threading.current_thread().name, threading.main_thread() is threading.current_thread())
empty = threading.Thread()
empty.start()
empty.join()
print(empty.name, empty.is_alive())
