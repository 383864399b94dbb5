# title_en = "Urgent things first"
# title_zh = "紧急的先处理"
import queue
import threading

ward = queue.PriorityQueue()
NAMES = {1: "urgent", 2: "soon", 3: "routine"}

for number, (priority, case) in enumerate([(3, "check-up"), (1, "fracture"), (2, "fever"), (1, "burn"), (3, "vaccine")]):
    ward.put((priority, number, case))


def doctor(name):
    while True:
        try:
            priority, _, case = ward.get_nowait()
        except queue.Empty:
            return
        print(f"{name}: {case} ({NAMES[priority]})")
        ward.task_done()


doctors = [threading.Thread(target=doctor, args=(name,)) for name in ("Dr. Ray", "Dr. Sol")]
for d in doctors:
    d.start()
ward.join()
print("the waiting room is empty")
