# title_en = "A function in a process"
# title_zh = "把函数交给进程"
import os
import time
from multiprocessing import Process


def bake(cake, seconds):
    print(f"{cake}: in the oven, process {os.getpid()}")
    time.sleep(seconds)
    print(f"{cake}: done")


if __name__ == "__main__":
    print("main: process", os.getpid())
    cheese = Process(target=bake, args=("cheesecake", 0.3))
    apple = Process(target=bake, args=("apple pie",), kwargs={"seconds": 0.2})
    cheese.start()
    apple.start()
    cheese.join()
    apple.join()
    print("main: exit codes", cheese.exitcode, apple.exitcode)
