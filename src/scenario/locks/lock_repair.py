# title_en = "A lock repairs the count"
# title_zh = "用锁修好计数"
import threading

visitors = 0
lock = threading.Lock()


def gate(people):
    global visitors
    for _ in range(people):
        with lock:
            seen = visitors
            visitors = seen + 1


gates = [threading.Thread(target=gate, args=(2000,)) for _ in range(4)]
for g in gates:
    g.start()
for g in gates:
    g.join()
print(f"{visitors} visitors counted, 8000 came in")
