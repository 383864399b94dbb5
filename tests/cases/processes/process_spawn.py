import multiprocessing as mp
import os
import sys

print("module runs as", __name__)
value = 1


def work(n):
    print("child", __name__, value, n, mp.current_process().name, mp.parent_process().name, mp.get_start_method())


if __name__ == "__main__":
    value = 2
    context = mp.get_context("spawn")
    p = context.Process(target=work, args=(5,))
    print(type(p).__name__, context.get_start_method(), type(mp.Process()).__name__)
    p.start()
    p.join()
    print("parent", p.exitcode, value)
