# title_en = "Is it still running?"
# title_zh = "线程还活着吗"
import threading
import time


def download(size):
    for part in range(size):
        time.sleep(0.1)
        print(f"  part {part + 1} of {size}")


t = threading.Thread(target=download, args=(4,), name="download")
print("before start:", t.is_alive())
t.start()
print("after start: ", t.is_alive())

t.join(timeout=0.25)
print("waited 0.25 s:", "still running" if t.is_alive() else "finished")

t.join()
print("after join:  ", t.is_alive())
