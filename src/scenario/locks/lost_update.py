# title_en = "The lost update"
# title_zh = "丢失的更新"
import threading

visitors = 0


def gate(people):
    global visitors
    for _ in range(people):
        seen = visitors
        visitors = seen + 1


gates = [threading.Thread(target=gate, args=(20000,)) for _ in range(4)]
for g in gates:
    g.start()
for g in gates:
    g.join()
print(f"{visitors} visitors counted, 80000 came in")
