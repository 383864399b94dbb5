# title_en = "A shared number that loses updates"
# title_zh = "会丢失更新的共享数字"
from multiprocessing import Process, Value


def visit(counter, times):
    for _ in range(times):
        counter.value += 1          # read, add, write: three steps


if __name__ == "__main__":
    counter = Value("i", 0)
    doors = [Process(target=visit, args=(counter, 5000)) for _ in range(4)]
    for d in doors:
        d.start()
    for d in doors:
        d.join()
    print("visitors let in: 20000")
    print("visitors counted:", counter.value)
