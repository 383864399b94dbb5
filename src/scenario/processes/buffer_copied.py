# title_en = "Printed once, seen twice"
# title_zh = "只打印一次，却出现两次"
import os
import sys


def ask(text, flush):
    print(text, end="... ", flush=flush)
    if os.fork() == 0:
        print("says the child")
        sys.exit()
    os.wait()
    print("says the parent")


ask("kept in the buffer", flush=False)
ask("sent out before the fork", flush=True)

if os.fork() == 0:
    print("never seen", end="")
    os._exit(0)
os.wait()
print("os._exit has thrown the child's buffer away")
