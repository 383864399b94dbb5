# exit = 3
# stderr = ["deadlock"]
import threading

ready = threading.Event()
threads = []


def wait_for(index):
    ready.wait()
    threads[index].join()


threads.append(threading.Thread(target=wait_for, args=(1,)))
threads.append(threading.Thread(target=wait_for, args=(0,)))
for t in threads:
    t.start()
print("both join each other", flush=True)
ready.set()
for t in threads:
    t.join()
