# title_en = "Asking while another thread runs"
# title_zh = "一边等待输入，一边运行"
# stdin = "50"
# stdin = "25"
# stdin = "17"
import threading
import time

SECRET = 17
finished = threading.Event()
seconds = 0


def clock():
    global seconds
    while not finished.wait(0.5):
        seconds += 0.5


threading.Thread(target=clock, daemon=True).start()
tries = 0
while True:
    tries += 1
    guess = int(input("Your guess (1-100)? "))
    if guess == SECRET:
        break
    print("too small" if guess < SECRET else "too big")
finished.set()
print(f"found in {tries} tries")
