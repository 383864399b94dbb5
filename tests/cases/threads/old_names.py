# warns = true
# The camel case names of old programs still work in 3.11 (they warn only when warnings are asked for).
import threading

t = threading.Thread(target=print, args=("old",))
t.setName("veteran")
t.setDaemon(True)
print(t.getName(), t.isDaemon())
t.setDaemon(False)
t.start()
t.join()
print(threading.currentThread().getName(), threading.activeCount())
e = threading.Event()
print(e.isSet())
c = threading.Condition()
with c:
    c.notifyAll()
print("ok")
