# title_en = "Later, unless cancelled"
# title_zh = "稍后执行，除非取消"
import threading
import time


def remind(text):
    print(f"{time.monotonic() - start:.1f} s: {text}")


start = time.monotonic()
eggs = threading.Timer(0.3, remind, args=("the eggs are done",))
oven = threading.Timer(0.5, remind, args=("switch the oven off",))
eggs.start()
oven.start()

time.sleep(0.4)
print("the oven is off already")
oven.cancel()
oven.join()
print("no reminder needed")
