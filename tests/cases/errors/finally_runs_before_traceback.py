# exit = 1
import sys


def work():
    try:
        raise RuntimeError("oh no")
    finally:
        print("cleaning up")


with open("log.txt", "w") as f:
    f.write("x")
work()
