# some = ["ok", "deadlock"]
# report = ["deadlock", "line 11"]
# Two permits, two threads that want both, one after the other.
import threading

permits = threading.Semaphore(2)


def work():
    permits.acquire()
    permits.acquire()
    permits.release(2)


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("ok")
