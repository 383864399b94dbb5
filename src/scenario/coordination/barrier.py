# title_en = "Nobody goes on alone"
# title_zh = "等齐了再出发"
import threading
import time

STAGES = ("forest", "river", "summit")
camp = threading.Barrier(3, action=lambda: print("-- all at the camp --"))


def hiker(name, pace):
    for stage in STAGES:
        time.sleep(pace)
        print(f"{name} reaches the {stage}")
        camp.wait()


hikers = [
    threading.Thread(target=hiker, args=("Uma", 0.1)),
    threading.Thread(target=hiker, args=("Leo", 0.2)),
    threading.Thread(target=hiker, args=("Kim", 0.3)),
]
for h in hikers:
    h.start()
for h in hikers:
    h.join()
print("home")
