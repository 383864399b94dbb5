# title_en = "A function in a thread"
# title_zh = "把函数交给线程"
import threading
import time


def brew(drink, seconds):
    print(f"{drink}: water on")
    time.sleep(seconds)
    print(f"{drink}: ready")


tea = threading.Thread(target=brew, args=("tea", 0.3))
coffee = threading.Thread(target=brew, args=("coffee", 0.2))

tea.start()
coffee.start()
print("main: both are brewing")

tea.join()
coffee.join()
print("main: served")
